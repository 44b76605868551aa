"""What the API serves of page types: every field, in both versions alike, and nothing that is not public."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.api import APIField
from wagtail.models import Page, PageViewRestriction

from cms.per_request_cache import kept_for_one_request
from cms.plugins.testing.client import ApiClient
from pages.prefetch import prefetch_for_api
from tests.factories.media import CollectionFactory, ImageFactory
from tests.factories.pages import (
    CommunityPageFactory,
    ContentPageFactory,
    FormPageFactory,
    IndexPageFactory,
    PilotPageFactory,
    ProgramPageFactory,
)
from tests.pages.page_types import FACTORIES, each_page_type

pytestmark = pytest.mark.django_db

V2, V3 = ApiClient("v2"), ApiClient("v3")
both_versions = pytest.mark.parametrize("api", [V2, V3], ids=["v2", "v3"])

#: Fields that an editor fills in and that are nobody's business: where submissions are mailed to.
NOT_PUBLIC = {"to_address", "from_address", "subject"}


def names_in_api(label: str) -> list[str]:
    return [field.name for field in APIField.get_fields_for_model(apps.get_model(label))]


def hide(page: Any) -> None:
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type=PageViewRestriction.LOGIN)


@both_versions
@each_page_type
def test_a_complete_page_has_a_value_in_every_field(api: ApiClient, label: str) -> None:
    page = FACTORIES[label](complete=True)

    answer = api.page(page)

    empty = [name for name in names_in_api(label) if answer[name] in (None, "", [], {})]
    assert empty == []


@each_page_type
def test_both_versions_serve_the_same(label: str) -> None:
    page = FACTORIES[label](complete=True)

    second, third = V2.page(page), V3.page(page)

    assert {name: second[name] for name in names_in_api(label)} == {name: third[name] for name in names_in_api(label)}


@both_versions
@each_page_type
def test_a_page_with_only_a_title_is_served_with_empty_fields(api: ApiClient, label: str) -> None:
    answer = api.page(FACTORIES[label]())

    filled = {name: answer[name] for name in names_in_api(label) if answer[name] not in (None, "", [])}
    for never_empty in ("status", "list_order", "submit_url", "spam_trap"):
        filled.pop(never_empty, None)
    assert filled == {}


@each_page_type
def test_every_field_that_can_be_edited_is_served(label: str) -> None:
    model = apps.get_model(label)
    form = model.get_edit_handler().get_form_class()
    of_ours = {field.name for field in model._meta.get_fields() if field.model._meta.app_label == "pages"}
    edited = (set(form.base_fields) & of_ours | set(form.formsets)) - {"comments"} - NOT_PUBLIC

    renamed = {"page_contacts": "contacts"}
    assert {renamed.get(name, name) for name in edited} <= set(names_in_api(label))


@each_page_type
def test_every_relation_says_exactly_what_it_serves(label: str) -> None:
    model = apps.get_model(label)
    for field in APIField.get_fields_for_model(model):
        concrete = {entry.name: entry for entry in model._meta.get_fields()}.get(field.name)
        if concrete is not None and concrete.is_relation:
            assert field.serializer is not None, field.name
        if field.serializer is not None:
            assert "return" in type(field.serializer).to_representation.__annotations__, field.name


def test_addresses_for_submissions_are_not_served() -> None:
    form = FormPageFactory(complete=True)

    for api in (V2, V3):
        answer = api.get(f"pages/{form.pk}/").content.decode()
        assert "cms@example.org" not in answer
        assert "list@example.org" not in answer


@both_versions
def test_a_form_is_served_as_a_schema(api: ApiClient) -> None:
    assert api.page(FormPageFactory(complete=True))["form_fields"] == [
        {
            "name": "your_email",
            "label": "Your email",
            "type": "email",
            "value_type": "string",
            "required": True,
            "help_text": "We write once a month.",
            "choices": [],
            "default": "",
            "max_length": 320,
        },
        {
            "name": "topics",
            "label": "Topics",
            "type": "checkboxes",
            "value_type": "strings",
            "required": False,
            "help_text": "",
            "choices": ["Training", "Events"],
            "default": ["Training"],
            "max_length": None,
        },
    ]


@both_versions
def test_a_hidden_page_is_not_named_by_what_refers_to_it(api: ApiClient) -> None:
    community = CommunityPageFactory(complete=True)
    pilot = PilotPageFactory(complete=True)
    for page in (
        community.related_programs.get().program,
        pilot.siblings.first().page,
        pilot.mailing_list_page,
    ):
        hide(page)

    assert api.page(community)["related_programs"] == []
    answer = api.page(pilot)
    assert answer["mailing_list_page"] is None
    assert [(sibling["name"], sibling["page"]) for sibling in answer["siblings"]] == [
        ("Mining pilot", None),
        ("Care pilot", None),
    ]


@both_versions
def test_a_draft_is_not_named_by_what_refers_to_it(api: ApiClient) -> None:
    community = CommunityPageFactory(complete=True)
    community.related_programs.get().program.unpublish()

    assert api.page(community)["related_programs"] == []


@both_versions
def test_a_social_image_in_a_restricted_collection_is_not_served(api: ApiClient) -> None:
    collection = CollectionFactory()
    collection.view_restrictions.create(restriction_type="login")
    page = ContentPageFactory(social_image=ImageFactory(collection=collection))

    assert api.page(page)["social_image"] is None


@both_versions
def test_a_link_in_rich_text_has_its_real_address(api: ApiClient) -> None:
    target = ContentPageFactory(title="Guides")
    link = f'<p><a linktype="page" id="{target.pk}">Guides</a></p>'
    program = ProgramPageFactory(eligibility=link, what_you_get=link, how_to_apply=link)

    answer = api.page(program)

    for name in ("eligibility", "what_you_get", "how_to_apply"):
        assert answer[name] == f'<p><a href="{target.full_url}">Guides</a></p>'

    hide(target)
    assert api.page(program)["eligibility"] == "<p>Guides</p>"


@both_versions
def test_dates_are_served_with_their_precision_and_in_words(api: ApiClient) -> None:
    answer = api.page(ProgramPageFactory(complete=True))

    assert answer["starts"]["edtf"] == "2018-38"
    assert answer["starts"]["label"] == "mid-2018"
    assert answer["timeframe"] == "mid-2018 to 2020"
    assert answer["application_window"] == "February 2018 to 15 March 2018"


def test_pages_are_filtered_by_their_relations() -> None:
    program = ProgramPageFactory(complete=True)
    ProgramPageFactory(title="Something else")
    index = IndexPageFactory()

    for name in ("practices", "audiences", "locations"):
        for related in getattr(program, name).all():
            found = V2.items("pages/", type="pages.ProgramPage", **{name: related.pk})
            assert [item["id"] for item in found] == [program.pk]
    found = V2.items(
        "pages/", type="pages.ProgramPage", status="open", owner_organisation=program.owner_organisation_id
    )
    assert [item["id"] for item in found] == [program.pk]
    assert V2.items("pages/", type="pages.IndexPage")[0]["id"] == index.pk


@pytest.mark.parametrize("word", ["coach", "government", "graduates", "sydney", "leaders", "cards", "works"])
def test_a_search_finds_a_program_by_what_its_fields_say(word: str) -> None:
    program = ProgramPageFactory(complete=True)

    assert program.pk in [item["id"] for item in V2.items("pages/", type="pages.ProgramPage", search=word)]


def test_a_search_can_be_narrowed_by_status() -> None:
    program = ProgramPageFactory(complete=True)
    ProgramPageFactory(title="Coaching for all")

    found = V2.items("pages/", type="pages.ProgramPage", search="coaching", status="open")

    assert [item["id"] for item in found] == [program.pk]


@each_page_type
def test_reading_many_pages_takes_as_many_queries_as_reading_few(label: str) -> None:
    model = apps.get_model(label)
    fields = APIField.get_fields_for_model(model)

    def queries() -> int:
        pages = list(model.objects.filter(title__startswith="Counted"))
        with kept_for_one_request(), CaptureQueriesContext(connection) as captured:
            prefetch_for_api(pages)
            for page in pages:
                for field in fields:
                    relation = field.serializer and (field.serializer.source or field.name)
                    value = getattr(page, relation or field.name)
                    if hasattr(value, "all"):
                        list(value.all())
        return len(captured)

    FACTORIES[label](complete=True, title="Counted 1")
    few = queries()
    for number in range(2, 6):
        FACTORIES[label](complete=True, title=f"Counted {number}")

    assert queries() == few
