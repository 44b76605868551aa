"""The hooks that the plugin implements."""

from collections.abc import Iterable

from cms.hookspecs import UrlPatterns, hookimpl

__all__ = ["url_patterns"]


@hookimpl
def url_patterns() -> Iterable[UrlPatterns]:
    """The endpoint. Its POST is a query and changes nothing."""
    yield UrlPatterns("api/graphql/", "digital_skills_graphql.urls", only_reads=True)
