"""The accepted contract of the API. What holds responses against it is ``cms.plugins.testing.contract``."""
