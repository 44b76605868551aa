"""Template tags of the default rendering."""
