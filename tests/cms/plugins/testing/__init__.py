"""The kit for tests of plugins."""
