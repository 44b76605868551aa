"""The addresses that plugins add by the ``url_patterns`` hook. Called by ``cms.urls`` and ``cms.transactions``."""

from django.urls import URLPattern, URLResolver, include, path

from cms.hookspecs import UrlPatterns
from cms.plugins.manager import Answer, answers

__all__ = ["plugin_urls", "reading_prefixes"]

#: What these begin with belongs to the CMS itself, whatever a plugin asks for.
RESERVED = ("admin/", "documents/", "healthz/", "readyz/", "api/v2/", "api/v3/")


def plugin_urls() -> list[URLPattern | URLResolver]:
    """The patterns of every plugin. Raises ``PluginError`` for a prefix that is malformed or somebody else's."""
    owners: dict[str, str] = {}
    found: list[URLPattern | URLResolver] = []
    for answer in answers("url_patterns", UrlPatterns):
        prefix, patterns = answer.item.prefix, answer.item.patterns
        if not prefix:
            found += _whole_addresses(answer)
            continue
        if prefix.startswith("/") or not prefix.endswith("/"):
            raise answer.error(f"The prefix {prefix!r} must not begin with a slash, and must end with one")
        for taken, owner in [*owners.items(), *((each, "the CMS") for each in RESERVED)]:
            if prefix.startswith(taken) or taken.startswith(prefix):
                raise answer.error(f"The prefix {prefix!r} meets {taken!r}, which belongs to {owner}")
        owners[prefix] = answer.plugin
        found.append(path(prefix, include(patterns if isinstance(patterns, str) else list(patterns))))
    return found


def reading_prefixes() -> tuple[str, ...]:
    """The paths of plugins below which no request changes content, each with a slash at both ends."""
    found = (answer.item for answer in answers("url_patterns", UrlPatterns))
    return tuple(f"/{each.prefix}" for each in found if each.prefix and each.only_reads)


def _whole_addresses(answer: Answer[UrlPatterns]) -> list[URLPattern | URLResolver]:
    patterns = answer.item.patterns
    if isinstance(patterns, str) or not all(isinstance(each, URLPattern) for each in patterns):
        raise answer.error("Without a prefix, each of its URL patterns must be a whole address")
    return list(patterns)
