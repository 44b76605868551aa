"""What a plugin must never tell, by whatever address: anything of a draft, of a private page, of another site."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, include, path
from wagtail.models import Page, get_page_models

from cms.api.contract.document import openapi_document
from cms.hookspecs import ApiRouter, UrlPatterns
from cms.plugins.manager import answers, loaded_plugins
from cms.plugins.testing.world import SECRET, World, hide_below, make_world

__all__ = ["assert_nothing_leaks"]

SERVER_ERROR = 500
#: What is put in place of parameters of an address, one after the other.
TEXTS = ("1", "none", "page", "%00", "9223372036854775808")
OTHER_SITE = "site=other.example.org"
#: Query strings that must be answered, one way or another.
QUERIES = (
    "",
    "limit=1",
    "limit=9223372036854775808",
    "search=%00",
    "unknown=1",
    "order=-title",
    OTHER_SITE,
)
#: What that site's own readers may see, and so who asks for it by name; its drafts stay hidden.
OF_THE_OTHER_SITE = re.compile(rf"{SECRET}[ -](?:site|elsewhere)")


def assert_nothing_leaks(plugin: str, *further: str, world: World | None = None) -> None:
    """Ask every address of the loaded ``plugin`` (its name), and those ``further`` ones, as somebody unknown.

    Around it are pages that nobody unknown may see, of its page types and of ours; no answer may hold anything of
    them, and none may be a server error. Needs a database, in which it makes a ``World`` unless it is given one.
    """
    world = world or make_world()
    hidden = [page for model in _page_types(plugin) for page in hide_below(world, model)]
    assert hidden, "There is nothing to hide."
    keys = [str(page.pk) for page in hidden]
    client = Client(raise_request_exception=False)
    for address in [*_addresses(plugin), *further]:
        for place in _without_parameters(address, (*keys, *TEXTS)):
            for query in QUERIES if place == address else ("",):
                shown = client.get(f"{place}{'?' * bool(query)}{query}", headers={"Host": world.site.hostname})
                _assert_silent(f"GET {place}{'?' * bool(query)}{query}", shown)


def _assert_silent(asked: str, shown: Any) -> None:
    assert shown.status_code < SERVER_ERROR, f"{asked} is a server error: {shown.status_code}"
    told = b"".join(shown.streaming_content) if shown.streaming else shown.content
    text = told.decode("utf-8", "replace") + json.dumps(dict(shown.headers))
    hidden = text.lower()
    if OTHER_SITE in asked:
        hidden = OF_THE_OTHER_SITE.sub("", hidden)
    asked_for = SECRET in asked.lower()
    assert asked_for or SECRET not in hidden, f"{asked} tells of something that is not public: {text[:500]}"


def _page_types(plugin: str) -> list[type[Page]]:
    names = {app for each in loaded_plugins() if each.name == plugin for app in each.apps}
    ours = {"pages"}
    models = [model for model in get_page_models() if model._meta.app_config.name in names | ours]
    return [model for model in models if not model._meta.abstract and hasattr(model, "body")]


def _addresses(plugin: str) -> Iterator[str]:
    """Every address of ``plugin``, with its parameters in braces."""
    routers = [answer.item for answer in answers("api_routers", ApiRouter) if answer.plugin == plugin]
    prefixes = tuple(f"/api/v3{router.prefix}" for router in routers)
    for address, methods in openapi_document()["paths"].items():
        if "get" in methods and address.startswith(prefixes):
            yield address
    for answer in answers("url_patterns", UrlPatterns):
        if answer.plugin == plugin:
            patterns = answer.item.patterns
            mounted = include(patterns if isinstance(patterns, str) else list(patterns))
            yield from _below("/", [path(answer.item.prefix, mounted)])


def _below(start: str, patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for each in patterns:
        address = start + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(each.pattern))
        if isinstance(each, URLResolver):
            yield from _below(address, each.url_patterns)
        else:
            yield address


def _without_parameters(address: str, texts: tuple[str, ...]) -> Iterator[str]:
    if "{" not in address:
        yield address
        return
    for text in texts:
        yield re.sub(r"\{\w+\}", text, address)
