"""Template tags of ``cms.edits``."""
