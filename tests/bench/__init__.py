"""Measures the product against itself with the store off, stock Wagtail, bare functions and nginx. `make bench`."""
