"""The fixtures of the kit."""

pytest_plugins = ["cms.plugins.testing.fixtures"]
