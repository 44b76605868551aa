"""What each hook brings is there: in the API, in the admin, for readers."""

import base64
import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from everything import EverythingSettings
from everything.models import CoursePage, CourseSettings, CourseUnit, Notice, Term
from everything.tasks import write_notice
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms.demo.sources import page_sources
from cms.plugins import plugin_settings
from cms.plugins.testing.client import ApiClient
from cms.plugins.testing.world import World
from pages.models import ContentPage, IndexPage, ProgramPage

Api = Callable[..., ApiClient]
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
pytestmark = pytest.mark.django_db


def make_course(world: World, **fields: Any) -> CoursePage:
    course = CoursePage(title="Prototyping", slug="prototyping", **fields)
    course.units = [CourseUnit(title="Paper"), CourseUnit(title="Code")]
    Page.objects.get(pk=world.section.pk).specific.add_child(instance=course)
    return course


def test_section_blocks_are_offered_and_served(world: World, api: Api) -> None:
    block = {"type": "glossary", "value": {"term": "Skill", "meaning": "<p>What one can do.</p>"}}
    course = make_course(world, body=json.dumps([block]))

    [shown] = api().page(course)["body"]

    assert (shown["type"], shown["value"]["term"]) == ("glossary", "Skill")
    assert api().json("schema/blocks/glossary/")["slots"] == ["content", "program", "course"]


def test_page_types_live_where_their_plugin_says() -> None:
    assert CoursePage in IndexPage.allowed_subpage_models()
    assert CoursePage in ProgramPage.allowed_subpage_models()
    assert CoursePage not in ContentPage.allowed_subpage_models()
    assert CoursePage.allowed_subpage_models() == [ContentPage]


def test_pages_of_every_type_are_previewed_in_a_further_way(world: World, admin: Client) -> None:
    course = make_course(world, lede="Make it, then look.")
    course.save_revision()

    preview = admin.get(f"/admin/pages/{course.pk}/view_draft/", {"mode": "words"})

    assert [name for name, _label in course.preview_modes] == ["", "words"]
    assert preview.content.decode() == "Prototyping\n\nMake it, then look."


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_page_types_are_served_with_their_relations(world: World, api: Api, version: str) -> None:
    shown = api(version).page(make_course(world, hours=3))

    assert (shown["hours"], shown["units"]) == (3, ["Paper", "Code"])


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_page_fields_join_those_of_our_page_types(world: World, api: Api, version: str) -> None:
    page = ContentPage.objects.descendant_of(world.section).get()

    assert api(version).page(page)["words"] == 6


def test_snippets_have_screens_in_the_directory(admin: Client) -> None:
    Term.objects.create(name="Skill")

    shown = admin.get("/admin/snippets/everything/term/")

    assert "Skill" in shown.content.decode()
    assert "/admin/snippets/everything/term/" in admin.get("/admin/").content.decode()


def test_a_public_snippet_is_in_the_api(api: Api) -> None:
    term = Term.objects.create(name="Skill", meaning="What somebody can do")

    [listed] = api().json("snippets/everything.Term/", name="Skill")["items"]

    assert (listed["id"], listed["meaning"]) == (term.pk, "What somebody can do")
    assert api().get("snippets/everything.Term/", search="skill").status_code == 422  # it is not indexed


def test_site_settings_have_a_screen_and_are_public(site: Site, admin: Client, api: Api) -> None:
    assert api().json("settings/")["enrolment_url"] == ""
    CourseSettings.objects.create(site=site, enrolment_url="https://courses.example.org/enrol/")

    assert admin.get(f"/admin/settings/everything/coursesettings/{site.pk}/").status_code == 200
    assert api().json("settings/")["enrolment_url"] == "https://courses.example.org/enrol/"


def test_navigation_entries_come_after_those_of_the_site(world: World, api: Api) -> None:
    menus = api().json("navigation/")

    assert [entry["label"] for entry in menus["footer"]] == ["Section", "Enrol"]
    assert [entry["label"] for entry in menus["main"]] == ["Section"]


def test_routers_are_served_and_documented_with_their_access(api: Api, make_token: Callable[..., str]) -> None:
    Term.objects.create(name="Skill", meaning="What one can do.")
    Notice.objects.create(text="Closed today")
    token = make_token("read_drafts")

    assert api().json("terms/") == [{"name": "Skill", "meaning": "What one can do."}]
    assert api().get("terms/notices/").status_code == 401
    assert api(Authorization=f"Bearer {token}").json("terms/notices/") == ["Closed today"]
    document = api().json("openapi.json")
    assert document["paths"]["/api/v3/terms/notices/"]["get"]["security"] == [{"ApiToken": ["read_drafts"]}]
    assert api().get("terms/", unknown="1").status_code == 422


def test_addresses_are_served_with_the_operators_settings(client: Client) -> None:
    assert client.get("/everything/greeting/").content == b"Hello"
    assert plugin_settings(EverythingSettings).greeting == "Hello"


def test_middleware_runs_when_it_is_known_who_asks(client: Client, admin: Client) -> None:
    assert client.get("/everything/greeting/")["X-Everything"] == "anonymous"
    assert admin.get("/everything/greeting/")["X-Everything"] == "signed in"


def test_middleware_answers_for_an_exception_of_a_view(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("everything.urls.plugin_settings", lambda settings: 1 / 0)

    assert client.get("/everything/greeting/").status_code == 418


def test_health_checks_are_carried_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/readyz/").json() == {
        "status": "ok",
        "checks": {"database": "ok", "migrations": "ok", "cache": "ok", "terms": "ok"},
    }

    monkeypatch.setattr(Term.objects, "count", lambda: 1 / 0)
    failed = client.get("/readyz/")

    assert (failed.status_code, failed.json()["checks"]["terms"]) == (503, "failed")


def test_image_recipes_join_ours(site: Site, api: Api) -> None:
    file = ContentFile(base64.b64decode(PIXEL), "pixel.png")
    image = get_image_model().objects.create(title="A pixel", file=file)

    assert "poster" in api().json(f"images/{image.pk}/")["renditions"]


def test_tracked_models_are_in_the_ledger(api: Api) -> None:
    before = api().json("changes/")["latest"]
    Notice.objects.create(text="Closed today")

    changes = api().json("changes/", after=before)["items"]

    assert [change["type"] for change in changes] == ["everything.Notice"]


@pytest.mark.django_db(transaction=True)
def test_answers_are_stored_until_what_they_list_changes(settings: Any, site: Site) -> None:
    settings.DELIVERY_STORE = True
    client = Client(headers={"Host": "localhost"})
    assert client.get("/api/v3/terms/").json() == []
    assert client.get("/api/v3/terms/")["Surrogate-Key"]

    Term.objects.create(name="Skill")

    assert [term["name"] for term in client.get("/api/v3/terms/").json()] == ["Skill"]


def test_readers_bring_in_files(world: World, tmp_path: Any) -> None:
    file = tmp_path / "page.shout"
    file.write_text("HELLO WORLD!\n")

    call_command("import_content", str(file), parent="/section/", stdout=StringIO())

    assert Page.objects.descendant_of(world.section).filter(title="Hello world").exists()


def test_management_commands_tasks_templates_and_static_files_come_with_the_app(settings: Any) -> None:
    told = StringIO()
    call_command("greet", stdout=told)
    settings.TASKS = {**settings.TASKS, "background": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    write_notice.enqueue("From the background")

    assert told.getvalue() == "Hello\n"
    assert Notice.objects.get().text == "From the background"
    assert finders.find("everything/glossary.css")


def test_wagtails_own_hooks_add_to_the_admin(admin: Client) -> None:
    assert "/everything/greeting/" in admin.get("/admin/").content.decode()


def test_fields_that_say_so_are_written_by_the_api(world: World, api: Api, make_token: Callable[..., str]) -> None:
    caller = api(Authorization=f"Bearer {make_token('write', 'review')}")
    meta = {"type": "everything.CoursePage", "parent_id": world.section.pk, "action": "publish"}

    made = caller.send("post", "pages/", meta=meta, title="Course", hours=5)

    assert made.status_code == 201, made.content
    assert api().json(f"pages/{made.json()['id']}/")["hours"] == 5


def test_pages_join_those_of_the_demo() -> None:
    [course] = [source for source in page_sources() if source.model == "everything.CoursePage"]

    assert course.path == "/course/"
    assert course.values["hours"] == 3
    assert page_sources()[0].path == "/"  # ours come first
