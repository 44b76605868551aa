"""Finding and loading plugins, the built-in ones included.

``manager`` is what other rooms call: ``plugins().hook.section_blocks()``.
"""
