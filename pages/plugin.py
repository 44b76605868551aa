"""Registers the built-in page types and snippets, through the hooks that every plugin uses."""

from collections.abc import Iterable

from wagtail.api import APIField

from cms.hookspecs import PageField, PagePlacement, SnippetRegistration, hookimpl
from pages.serializers import OutlineSerializer

__all__ = ["page_fields", "page_placements", "snippets"]

HOME = "home.HomePage"
INDEX = "pages.IndexPage"
CONTENT = "pages.ContentPage"
PROGRAM = "pages.ProgramPage"
COMMUNITY = "pages.CommunityPage"
PILOT = "pages.PilotPage"
FORM = "pages.FormPage"


@hookimpl
def page_placements() -> Iterable[PagePlacement]:
    """Sections hold everything; a program, a community and a pilot have pages and forms of their own."""
    yield PagePlacement(HOME, under=("wagtailcore.Page",))
    for page_type in (INDEX, CONTENT, PROGRAM, COMMUNITY, PILOT, FORM):
        yield PagePlacement(page_type, under=(HOME, INDEX))
    yield PagePlacement(CONTENT, under=(CONTENT, PROGRAM, COMMUNITY, PILOT))
    yield PagePlacement(FORM, under=(PROGRAM, PILOT))


@hookimpl
def page_fields() -> Iterable[PageField]:
    """“On this page”, which every page with a body has."""
    yield PageField(APIField("on_this_page", serializer=OutlineSerializer()), reads=("body",))


@hookimpl
def snippets() -> Iterable[SnippetRegistration]:
    """The directory. Its screens are imported on use: they belong to the admin."""
    from pages.snippets import viewsets

    yield SnippetRegistration(viewsets.OrganisationViewSet, public=True)
    yield SnippetRegistration(viewsets.ContactViewSet)
    yield SnippetRegistration(viewsets.LocationViewSet, public=True)
    yield SnippetRegistration(viewsets.PracticeViewSet, public=True)
    yield SnippetRegistration(viewsets.AudienceViewSet, public=True)
