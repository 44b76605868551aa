"""What the page types register with Wagtail: the directory's menu."""

from wagtail.snippets.models import register_snippet

from pages.snippets.viewsets import DirectoryGroup

register_snippet(DirectoryGroup)
