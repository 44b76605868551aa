"""Every extension point, in one file. Built-in features and plugins register through these hooks alike.

A plugin implements a hook with the ``hookimpl`` marker in a module that its ``Plugin`` names (see ``cms.plugins``)::

    from cms.hookspecs import SectionBlockRegistration, hookimpl

    @hookimpl
    def section_blocks():
        yield SectionBlockRegistration("glossary", GlossaryBlock, slots=("program", "content"))

An implementation returns or yields any number of registrations; each hook has a type of its own for them.
``cms.plugins.manager`` collects them; each specification says who reads them, and when. ``docs/extension-points.md``
shows each hook in use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern, URLResolver
    from wagtail.api import APIField
    from wagtail.blocks import Block
    from wagtail.models import Page, Site

__all__ = [
    "PROJECT_NAME",
    "ApiRouter",
    "DemoContent",
    "HealthCheck",
    "ImageRecipe",
    "Middleware",
    "NavigationEntry",
    "PageField",
    "PagePlacement",
    "PreviewMode",
    "SectionBlockRegistration",
    "SettingsRegistration",
    "SnippetRegistration",
    "StoredKind",
    "TrackedModel",
    "UrlPatterns",
    "api_routers",
    "demo_content",
    "health_checks",
    "hookimpl",
    "hookspec",
    "image_recipes",
    "import_readers",
    "middleware",
    "navigation_entries",
    "page_fields",
    "page_placements",
    "preview_modes",
    "section_blocks",
    "site_settings",
    "snippets",
    "stored_kinds",
    "tracked_models",
    "url_patterns",
]

PROJECT_NAME = "digital_skills_cms"

hookspec = pluggy.HookspecMarker(PROJECT_NAME)
hookimpl = pluggy.HookimplMarker(PROJECT_NAME)

EVERY_SLOT = ("*",)
EVERY_PAGE_TYPE = ("*",)


@dataclass(frozen=True, slots=True)
class SectionBlockRegistration:
    """One block type for the body of pages.

    ``name`` is the block's ``type`` in stored content and in the API: lower case with underscores, unique among all
    plugins.
    ``block`` builds the block: a block class or any callable without arguments; it is called once for each stream.
    ``slots`` names the bodies that offer it ("home", "index", "content", "program", "community", "pilot", "form", or
    that of a plugin's page type; "*" is every one).
    ``top_level`` offers it directly in the body, ``within_section`` inside a section.
    ``order`` sorts the block chooser within a group, lowest first; equal numbers sort by name.
    """

    name: str
    block: Callable[[], Block]
    slots: tuple[str, ...] = EVERY_SLOT
    top_level: bool = True
    within_section: bool = True
    order: int = 100

    def offered_in(self, slot: str) -> bool:
        """Whether the body named ``slot`` offers this block."""
        return "*" in self.slots or slot in self.slots


@dataclass(frozen=True, slots=True)
class PagePlacement:
    """Where pages of one type may live.

    ``page_type`` is the label of the page type, such as ``"events.EventPage"``; ``under`` are the labels of the types
    below which it may be made, of this plugin, of another or of ours. Placements of one type add up, so a plugin may
    let a page type of ours live below its own. A page type without any lives
    where its class says.
    """

    page_type: str
    under: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageField:
    """A further field of page types in both versions of the API.

    ``field`` is Wagtail's ``APIField``: its serializer declares what ``to_representation`` returns, which is its type
    in the OpenAPI document. A name that a page type has already stops the start.
    ``page_types`` are labels of page types; "*" is every type that has a body.
    ``reads`` are the attributes of a page that the field is made of, ``prefetch`` the relations to load for it, as
    ``prefetch_related_objects`` takes them: so that a list of pages costs no query a page.
    """

    field: APIField
    page_types: tuple[str, ...] = EVERY_PAGE_TYPE
    reads: tuple[str, ...] = ()
    prefetch: tuple[str, ...] = ()


def _every_page(page: Page) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class PreviewMode:
    """A further way to preview pages in the admin.

    ``name`` is its value in addresses, unique among all plugins; ``label`` is what people choose.
    ``answer`` gets the page, with what may be typed and not saved, and the admin's request, after Wagtail has checked
    that the person may see it; ``request.is_editing`` is there where a form is being filled in.
    ``offered`` says for which pages. ``order`` sorts the modes, lowest first; those below 0 come before the CMS's own
    rendering. The first is the usual one.
    """

    name: str
    label: str
    answer: Callable[[Page, HttpRequest], HttpResponse]
    offered: Callable[[Page], bool] = _every_page
    order: int = 100


@dataclass(frozen=True, slots=True)
class SnippetRegistration:
    """A kind of entry that pages refer to, with its screens in the admin.

    ``viewset`` is a class of Wagtail's ``SnippetViewSet``. ``in_directory`` lists it in the menu "Directory", else it
    stands in the menu where the viewset says. The ``api_fields`` of its model are what version 3 of the API says of an
    entry, at ``/api/v3/snippets/``; without any, it says nothing. ``public`` lets everybody read the entries there, as
    far as they are live; else that takes a token that reads drafts, of an owner who works with them.
    """

    viewset: type[Any]
    in_directory: bool = True
    public: bool = False


@dataclass(frozen=True, slots=True)
class ApiRouter:
    """Operations of version 3 of the API.

    ``prefix`` is where they stand, such as ``"/events/"`` for ``/api/v3/events/``; it belongs to one plugin.
    ``router`` is a router of Ninja, or its dotted name, which is imported when all models have their schemas. Each of
    its operations declares who may call it as its ``auth``, one of those in ``cms.api.v3.access``; one that does not
    stops the start.
    """

    prefix: str
    router: Any


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """An entry of a site's menu: with a ``page`` it is left out where the page is not public, and has its address.

    ``label`` may be empty where there is a page. ``order`` sorts the entries, lowest first; those of the site are 0.
    """

    label: str = ""
    page: Any = None
    url: str = ""
    order: int = 100


@dataclass(frozen=True, slots=True)
class SettingsRegistration:
    """Settings that an editor changes in the admin for each site.

    ``model`` is a ``BaseSiteSetting`` of Wagtail; ``icon`` and ``order`` are of its entry in the menu "Settings".
    ``public`` returns what everybody may know of them for a site, as a ``TypedDict`` that its annotation names; its
    keys join those of ``/api/v3/settings/``, so they are unique among all plugins.
    """

    model: type[Model]
    icon: str = "cog"
    order: int = 100
    public: Callable[[Site], Any] | None = None


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """Something that must work for this process to be of use.

    ``check`` returns when it works, and raises whatever it likes when it does not; it takes well under a second.
    ``name`` is its key in the answer: lower case with underscores, unique among all plugins.
    """

    name: str
    check: Callable[[], None]


@dataclass(frozen=True, slots=True)
class UrlPatterns:
    """Addresses outside of versions 2 and 3 of the API.

    ``prefix`` is what they begin with, without a slash at the front, such as ``"calendars/"``, or ``"api/graphql/"``
    for what is served on hosts of the API; it belongs to one plugin, and none of it is the admin's or another's. Empty,
    each pattern is a whole address, and no pattern may take in what is below it.
    ``patterns`` are Django's, or the dotted name of a module that has ``urlpatterns``.
    ``only_reads`` says that no request below the prefix changes content, whatever its method, such as a query that is
    sent by ``POST``: it then waits for no writer, and is answered from one state of the content.
    """

    prefix: str
    patterns: tuple[URLPattern | URLResolver, ...] | str
    only_reads: bool = False


@dataclass(frozen=True, slots=True)
class Middleware:
    """A middleware of Django's for every request that is not answered from the store.

    ``factory`` is the class or function, or its dotted name. ``after_sign_in`` runs it when ``request.user`` is known,
    else it runs before sessions and for what the API serves without them. ``order`` sorts, lowest outermost.
    """

    factory: Callable[..., Any] | str
    after_sign_in: bool = True
    order: int = 100


@dataclass(frozen=True, slots=True)
class DemoContent:
    """Pages of the demo. ``folder`` holds ``pages/``, with a YAML file for each page as in
    ``cms/demo/content``; what they refer to by name is in the directory there.
    """

    folder: Path


@dataclass(frozen=True, slots=True)
class ImageRecipe:
    """One way to show every image of the installation in the API.

    ``name`` is the key of the rendition in the API: lower case with underscores, unique among all plugins.
    ``filter_spec`` is a Wagtail filter, such as ``"fill-640x360"`` or ``"width-960|jpegquality-60"``. It says what the
    image looks like at its usual size; smaller and larger sizes and further formats are derived from it.
    """

    name: str
    filter_spec: str


def _public_unless_draft(instance: Any) -> bool:
    return bool(getattr(instance, "live", True))


@dataclass(frozen=True, slots=True)
class TrackedModel:
    """A model whose objects the public can see, so that the ledger keeps their changes.

    ``model`` is the concrete model. Saving or deleting an object makes stale what shows that object (tag
    ``"app.model-5"``) or lists the model (``"app.model"``).
    ``is_public`` says of an object whether the public may know of it; without one, a draft is not public.
    ``further_tags`` are made stale as well by every change.
    ``unseen_fields`` are columns that the public never sees: saving them alone is no change.
    """

    model: type[Model]
    is_public: Callable[[Any], bool] = _public_unless_draft
    further_tags: tuple[str, ...] = ()
    unseen_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredKind:
    """A kind of answer that may be stored: it is the same for every anonymous reader until something that it shows or
    lists has changed.

    ``path`` is a regular expression for the whole path, such as ``r"/api/v3/events/\\d+/"``.
    ``parameters`` are those of the query string with which an answer may be stored. Parameters that make many variants
    of one answer are ``further_parameters``: answers with them share a smaller part of the store.
    ``depends_on`` are models of which an answer lists objects, or leaves them out: it is stale after any change of one.
    Objects that are loaded to make the answer need not be told. Models must be tracked (``tracked_models``).
    """

    path: str
    parameters: frozenset[str] = frozenset()
    further_parameters: frozenset[str] = frozenset()
    depends_on: tuple[type[Model], ...] = ()


@hookspec
def section_blocks() -> Iterable[SectionBlockRegistration]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Section blocks that this plugin adds. Read by ``blocks.registry`` when a page's body is first used."""


@hookspec
def image_recipes() -> Iterable[ImageRecipe]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Image recipes that this plugin adds. Read by ``blocks.recipes`` when the process starts.

    The setting ``IMAGE_RECIPES`` can change each of them and take it away.
    """


@hookspec
def tracked_models() -> Iterable[TrackedModel]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Models of which the ledger keeps every change. Read by ``cms.ledger.tracked`` when the first object is saved.

    Pages, registered snippets and site settings are tracked without it.
    """


@hookspec
def stored_kinds() -> Iterable[StoredKind]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Kinds of answers that may be stored. Read by ``cms.delivery.kinds`` when the first request comes.

    An answer is stored for anonymous readers only, and only with status 200.
    """


@hookspec
def page_placements() -> Iterable[PagePlacement]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Where page types live. Read by ``pages.placements`` when the process starts."""


@hookspec
def page_fields() -> Iterable[PageField]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Further fields of pages in the API. Read by ``pages.further_fields`` when the process starts."""


@hookspec
def preview_modes() -> Iterable[PreviewMode]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Further ways to preview pages. Read by ``pages.preview_modes``, when the process starts and for each preview."""


@hookspec
def snippets() -> Iterable[SnippetRegistration]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Snippets that this plugin adds. Read by ``pages.snippets.viewsets`` when the process starts.

    Their changes are kept in the ledger without being registered for it.
    """


@hookspec
def site_settings() -> Iterable[SettingsRegistration]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Settings of sites that this plugin adds. Read by ``home.settings_registry`` when the process starts.

    Their changes are kept in the ledger without being registered for it.
    """


@hookspec
def navigation_entries(site: Site, menu: str) -> Iterable[NavigationEntry]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Entries that this plugin adds to the menu ``"main"`` or ``"footer"`` of ``site``. Read by ``home.navigation``
    whenever a menu is made: what an entry depends on is loaded, or named with ``depends_on_every``.
    """


@hookspec
def api_routers() -> Iterable[ApiRouter]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Operations that this plugin adds to version 3 of the API. Read by ``cms.api`` when the process starts."""


@hookspec
def url_patterns() -> Iterable[UrlPatterns]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Addresses that this plugin adds. Read by ``cms.urls``; pages come last, so theirs cannot take these."""


@hookspec
def middleware() -> Iterable[Middleware]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Middleware that this plugin adds. Read by ``cms.plugins.middleware`` when the server starts."""


@hookspec
def health_checks() -> Iterable[HealthCheck]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """What must work. Read by ``cms.health`` whenever ``/readyz/`` is asked for."""


@hookspec
def import_readers() -> Iterable[Any]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Readers of further kinds of files, each a ``cms.importer.readers.Reader``. Read by ``cms.importer`` for each
    file; the readers of plugins are asked before the built-in ones.
    """


@hookspec
def demo_content() -> Iterable[DemoContent]:  # type: ignore[empty-body]  # pluggy reads the signature only
    """Pages that this plugin adds to the demo. Read by ``cms.demo.sources`` when the demo is loaded."""
