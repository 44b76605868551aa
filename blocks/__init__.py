"""Section blocks, one theme per file, and the field that holds them.

``field.SectionsField`` is what page types use; ``plugin`` registers the built-in blocks through the same hook as any
plugin's.
"""
