"""An app for tests: a snippet with drafts, as a plugin might bring one."""
