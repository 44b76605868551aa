"""The demo: a small, complete site in our own words, and its loader."""
