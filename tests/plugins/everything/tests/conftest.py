"""The kit's fixtures."""

pytest_plugins = ["cms.plugins.testing.fixtures"]
