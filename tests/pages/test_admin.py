"""The edit screens of page types, worked as a browser works them: open the form, send all of it."""

import json
import re
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from modelcluster.models import get_all_child_relations
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from tests.factories.pages import IndexPageFactory, ProgramPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.sites import default_home
from tests.pages.page_types import FACTORIES, each_page_type

pytestmark = pytest.mark.django_db

#: The block editor fills in its part of the form in the browser: one section, as it would send it.
BODY = nested_form_data(
    {
        "body": streamfield(
            [
                (
                    "section",
                    {
                        "heading": "What it is",
                        "level": "2",
                        "anchor": "",
                        "content": streamfield([("rich_text", rich_text("<p>Words.</p>"))]),
                    },
                )
            ]
        )
    }
)

#: What saving changes by itself, and the body, which the tests replace.
NOT_COMPARED = {
    "body",
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "comments",
    "wagtail_admin_comments",
}


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(AdministratorFactory())
    return client


def sent_form(admin: Client, page: Page) -> QueryDict:
    """Everything that the edit form of ``page`` would send back, with one section as body."""
    response = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    data: QueryDict = querydict_from_html(response.content.decode(), form_id="page-edit-form")
    for name in data:
        if (name.endswith("-required") or name == "show_in_menus") and not data[name]:
            data[name] = "on"  # what a browser sends for a ticked box without a value
    for name, value in BODY.items():
        data[name] = value
    return data


def post(admin: Client, url: str, data: QueryDict) -> HttpResponse:
    return admin.post(url, data.urlencode(), content_type="application/x-www-form-urlencoded")


def content_of(page: Any) -> dict[str, Any]:
    text = re.sub(r' data-block-key=\\"\w*\\"', "", page.to_json())
    return {name: value for name, value in json.loads(text).items() if name not in NOT_COMPARED}


def rows_of(page: Any) -> dict[str, list[str]]:
    return {
        relation.get_accessor_name(): [str(row) for row in getattr(page, relation.get_accessor_name()).all()]
        for relation in get_all_child_relations(page)
        if relation.related_model._meta.app_label == "pages"
    }


@each_page_type
def test_saving_the_edit_form_as_it_is_changes_nothing(admin: Client, label: str) -> None:
    page = FACTORIES[label](complete=True)
    before = content_of(page)

    response = post(admin, reverse("wagtailadmin_pages:edit", args=[page.pk]), sent_form(admin, page))

    assert response.status_code == 302, response.context["form"].errors
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert content_of(draft) == before
    assert [entry["heading"] for entry in draft.on_this_page] == ["What it is"]


@each_page_type
def test_a_page_with_all_its_lists_is_created_and_published(admin: Client, label: str) -> None:
    model_page = FACTORIES[label](complete=True)
    data = sent_form(admin, model_page)
    for relation in get_all_child_relations(model_page):
        name = relation.get_accessor_name()
        if f"{name}-INITIAL_FORMS" in data:
            data[f"{name}-INITIAL_FORMS"] = "0"
            for key in [key for key in data if re.fullmatch(rf"{name}-\d+-id", key)]:
                data[key] = ""
    data["title"], data["slug"], data["action-publish"] = "Made by hand", "made-by-hand", "action-publish"
    url = reverse("wagtailadmin_pages:add", args=[*label.lower().split("."), default_home().pk])
    assert admin.get(url).status_code == 200

    response = post(admin, url, data)

    assert response.status_code == 302, response.context["form"].errors
    made = apps.get_model(label).objects.get(slug="made-by-hand")
    assert made.live
    assert rows_of(made) == rows_of(model_page)
    for field in made._meta.many_to_many:
        if field.model._meta.app_label == "pages":
            assert list(getattr(made, field.name).all()) == list(getattr(model_page, field.name).all())


@each_page_type
def test_a_page_that_has_only_a_title_is_created(admin: Client, label: str) -> None:
    url = reverse("wagtailadmin_pages:add", args=[*label.lower().split("."), default_home().pk])
    data: QueryDict = querydict_from_html(admin.get(url).content.decode(), form_id="page-edit-form")
    data["title"], data["slug"], data["body-count"] = "Only a title", "only-a-title", "0"

    response = post(admin, url, data)

    assert response.status_code == 302, response.context["form"].errors
    assert Page.objects.get(slug="only-a-title").specific_class._meta.label == label


@each_page_type
def test_a_page_with_warnings_is_published_all_the_same(admin: Client, label: str) -> None:
    page = FACTORIES[label](live=False)
    assert "data-warning" in admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    data = sent_form(admin, page)
    data["action-publish"] = "action-publish"

    post(admin, reverse("wagtailadmin_pages:edit", args=[page.pk]), data)

    page.refresh_from_db()
    assert page.live


@each_page_type
def test_the_tabs_of_the_edit_screen_stand_in_one_order(admin: Client, label: str) -> None:
    headings = [str(tab.heading) for tab in apps.get_model(label).get_edit_handler().children]

    assert headings[0] == "Content"
    assert headings[-3:] == ["Contacts and ownership", "Promote", "Settings"]


@each_page_type
def test_every_field_of_a_page_type_can_be_edited(label: str) -> None:
    model = apps.get_model(label)
    form = model.get_edit_handler().get_form_class()
    own = {
        field.name for field in model._meta.get_fields() if field.concrete and field.model._meta.app_label == "pages"
    }
    own |= {
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if relation.related_model._meta.app_label == "pages"
    }

    assert own - {"page_ptr"} <= set(form.base_fields) | set(form.formsets)


@each_page_type
def test_the_draft_of_a_page_can_be_previewed(admin: Client, label: str) -> None:
    page = FACTORIES[label](complete=True, title="Shown in the preview")

    for mode, _label in page.preview_modes:
        response = page.make_preview_request(preview_mode=mode)
        response.render() if hasattr(response, "render") else None

        assert response.status_code == 200
        assert "Shown in the preview" in response.content.decode() or mode == "landing"


@each_page_type
def test_a_complete_page_is_rendered(client: Client, label: str) -> None:
    page = FACTORIES[label](complete=True)

    response = client.get(page.url)

    assert response.status_code == 200
    assert page.lede in response.content.decode()


def test_the_explorer_lists_pages_in_the_order_of_the_menus(admin: Client) -> None:
    index = IndexPageFactory()
    other = IndexPageFactory(title="Other", slug="other")
    programs = [ProgramPageFactory(parent=index, title=title) for title in ("Bravo", "Alpha", "Charlie")]
    for page in (programs[1], programs[2], programs[0], index, other):
        page.save_revision()

    for parent, children in ((index, programs), (default_home(), [index, other])):
        listed = admin.get(reverse("wagtailadmin_explore", args=[parent.pk])).context["pages"]
        assert [page.title for page in listed] == [page.title for page in children]


def test_an_end_before_the_beginning_is_refused_in_the_form(admin: Client) -> None:
    page = ProgramPageFactory(complete=True)
    data = sent_form(admin, page)
    data["ends_day"], data["ends_month"], data["ends_year"] = "", "", "2017"

    response = post(admin, reverse("wagtailadmin_pages:edit", args=[page.pk]), data)

    assert response.status_code == 200
    assert response.context["form"].errors == {"ends": ["2017 is before mid-2018. Change one of them."]}


def test_a_program_can_be_found_by_what_it_relates_to() -> None:
    program = ProgramPageFactory(complete=True)
    ProgramPageFactory(title="Something else")
    manager = type(program).objects

    for lookup in (
        {"practices__slug": "service-design"},
        {"audiences__slug": "graduates"},
        {"locations__slug": "sydney"},
        {"partners__organisation__slug": "skills-agency"},
        {"page_contacts__contact__name": "Digital skills team"},
    ):
        assert list(manager.filter(**lookup)) == [program]
