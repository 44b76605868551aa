"""Every hook of ``cms.hookspecs``, each in the smallest form that does something."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from typing_extensions import TypedDict
from wagtail.api import APIField
from wagtail.models import Page, Site
from wagtail.snippets.views.snippets import SnippetViewSet

from blocks.dependencies import depends_on_every
from cms.hookspecs import (
    ApiRouter,
    DemoContent,
    HealthCheck,
    ImageRecipe,
    Middleware,
    NavigationEntry,
    PageField,
    PagePlacement,
    PreviewMode,
    SectionBlockRegistration,
    SettingsRegistration,
    SnippetRegistration,
    StoredKind,
    TrackedModel,
    UrlPatterns,
    hookimpl,
)
from everything.blocks import GlossaryBlock
from everything.models import CourseSettings, Notice, Term
from everything.readers import ShoutingReader
from pages.serializers import PublicField


class WordsSerializer(PublicField):
    """How many words the lede has."""

    def to_representation(self, value: str) -> int:
        """``value`` is the lede."""
        return len(value.split())


class TermViewSet(SnippetViewSet):
    """The screens of the terms."""

    model = Term
    icon = "openquote"


class PublicCourseSettings(TypedDict):
    """What everybody may know of the settings."""

    enrolment_url: str


@hookimpl
def section_blocks() -> Iterable[SectionBlockRegistration]:
    yield SectionBlockRegistration("glossary", GlossaryBlock, slots=("content", "program", "course"))


@hookimpl
def page_placements() -> Iterable[PagePlacement]:
    yield PagePlacement("everything.CoursePage", under=("home.HomePage", "pages.IndexPage", "pages.ProgramPage"))
    yield PagePlacement("pages.ContentPage", under=("everything.CoursePage",))


@hookimpl
def page_fields() -> Iterable[PageField]:
    field = APIField("words", serializer=WordsSerializer(source="lede"))
    yield PageField(field, page_types=("pages.ContentPage",), reads=("lede",))


@hookimpl
def preview_modes() -> Iterable[PreviewMode]:
    yield PreviewMode("words", "Words alone", words_alone)


def words_alone(page: Page, request: HttpRequest) -> HttpResponse:
    """The title and the lede, as plain text."""
    return HttpResponse(f"{page.title}\n\n{page.lede}", content_type="text/plain")


@hookimpl
def snippets() -> Iterable[SnippetRegistration]:
    yield SnippetRegistration(TermViewSet, public=True)


@hookimpl
def site_settings() -> Iterable[SettingsRegistration]:
    yield SettingsRegistration(CourseSettings, icon="edit", order=60, public=public_course_settings)


def public_course_settings(site: Site) -> PublicCourseSettings:
    """The settings of ``site``; empty where nobody has saved any."""
    depends_on_every(CourseSettings)
    found = CourseSettings.objects.filter(site=site).first()
    return PublicCourseSettings(enrolment_url=found.enrolment_url if found else "")


@hookimpl
def navigation_entries(site: Site, menu: str) -> Iterable[NavigationEntry]:
    if menu == "footer":
        yield NavigationEntry(label="Enrol", url="https://courses.example.org/")


@hookimpl
def api_routers() -> Iterable[ApiRouter]:
    yield ApiRouter("/terms/", "everything.api.router")


@hookimpl
def url_patterns() -> Iterable[UrlPatterns]:
    yield UrlPatterns("everything/", "everything.urls")


@hookimpl
def middleware() -> Iterable[Middleware]:
    yield Middleware("everything.middleware.MarkMiddleware")


@hookimpl
def health_checks() -> Iterable[HealthCheck]:
    yield HealthCheck("terms", count_terms)


def count_terms() -> None:
    """The terms can be read."""
    Term.objects.count()


@hookimpl
def image_recipes() -> Iterable[ImageRecipe]:
    yield ImageRecipe("poster", "fill-800x1200")


@hookimpl
def tracked_models() -> Iterable[TrackedModel]:
    yield TrackedModel(Notice, further_tags=("notices",))


@hookimpl
def stored_kinds() -> Iterable[StoredKind]:
    yield StoredKind(r"/api/v3/terms/", depends_on=(Term,))


@hookimpl
def import_readers() -> Iterable[Any]:
    yield ShoutingReader()


@hookimpl
def demo_content() -> Iterable[DemoContent]:
    yield DemoContent(Path(__file__).parent / "demo")
