"""The home page, site-wide settings and navigation."""
