"""The kit of the CMS for testing plugins."""

pytest_plugins = ["cms.plugins.testing.fixtures"]
