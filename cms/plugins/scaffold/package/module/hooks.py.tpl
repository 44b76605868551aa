"""What this plugin adds, through the hooks of ``cms.hookspecs``."""

from collections.abc import Iterable

from cms.hookspecs import ApiRouter, HealthCheck, PagePlacement, SectionBlockRegistration, StoredKind, hookimpl
from $module.blocks import ${Name}Block
from $module.checks import check_pages
from $module.models import ${Name}Page


@hookimpl
def section_blocks() -> Iterable[SectionBlockRegistration]:
    """The block, for the body of every page."""
    yield SectionBlockRegistration("$name", ${Name}Block)


@hookimpl
def page_placements() -> Iterable[PagePlacement]:
    """The page type, below the home page and sections; content pages below it."""
    yield PagePlacement("$name.${Name}Page", under=("home.HomePage", "pages.IndexPage"))
    yield PagePlacement("pages.ContentPage", under=("$name.${Name}Page",))


@hookimpl
def api_routers() -> Iterable[ApiRouter]:
    """``/api/v3/$name/``."""
    yield ApiRouter("/$name/", "$module.api.router")


@hookimpl
def stored_kinds() -> Iterable[StoredKind]:
    """The list is stored until one of the pages changes."""
    yield StoredKind(r"/api/v3/$name/", parameters=frozenset({"site"}), depends_on=(${Name}Page,))


@hookimpl
def health_checks() -> Iterable[HealthCheck]:
    """The table is there."""
    yield HealthCheck("$name", check_pages)
