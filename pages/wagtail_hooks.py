"""What the page types register with Wagtail: the directory, and the snippets of plugins."""

from pages.snippets.directory import register_snippets

register_snippets()
