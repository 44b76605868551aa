"""Page types, one per file. ``models`` is the table of contents."""
