"""Registers the pages of the demo, through the hook that every plugin uses."""

from collections.abc import Iterable

from cms.demo.sources import CONTENT
from cms.hookspecs import DemoContent, hookimpl

__all__ = ["demo_content"]


@hookimpl
def demo_content() -> Iterable[DemoContent]:
    """Our own."""
    yield DemoContent(CONTENT)
