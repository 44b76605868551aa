"""Makes objects for tests, one module per room. Page factories take ``complete=True`` to fill every field."""
