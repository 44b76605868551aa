"""Filters on real relations, status and dates, across page types, in both versions."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from cms.plugins.testing.client import ApiClient
from tests.factories.pages import CommunityPageFactory, ContentPageFactory, PilotPageFactory, ProgramPageFactory
from tests.factories.snippets import AudienceFactory, LocationFactory, OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def test_a_practice_finds_programs_and_communities(api: ApiClient) -> None:
    research, design = PracticeFactory(name="User research"), PracticeFactory(name="Service design")
    program, community = ProgramPageFactory(practices=[research, design]), CommunityPageFactory(practice=research)
    other = ProgramPageFactory(practices=[design], title="Other")
    ContentPageFactory()

    assert api.ids("pages/", practice="user-research") == {program.pk, community.pk}
    assert api.ids("pages/", practice=research.pk) == {program.pk, community.pk}
    assert api.ids("pages/", practice="user-research", type="pages.CommunityPage") == {community.pk}
    assert api.ids("pages/", practice=["user-research", "service-design"]) == {program.pk, community.pk, other.pk}
    assert api.ids("pages/", practice="nothing") == set()


def test_audience_location_and_owner_find_what_relates_to_them(api: ApiClient) -> None:
    audience, location = AudienceFactory(name="Graduates"), LocationFactory(name="Canberra")
    owner = OrganisationFactory(name="Digital Agency")
    program = ProgramPageFactory(audiences=[audience], locations=[location], owner_organisation=owner)
    content = ContentPageFactory(owner_organisation=owner)

    assert api.ids("pages/", audience="graduates") == {program.pk}
    assert api.ids("pages/", location="canberra") == {program.pk}
    assert api.ids("pages/", owner="digital-agency") == {program.pk, content.pk}
    assert api.ids("pages/", owner="digital-agency", audience="graduates") == {program.pk}


def test_a_status_finds_every_type_that_has_it(api: ApiClient) -> None:
    planned, pilot = ProgramPageFactory(status="planned"), PilotPageFactory(status="planned")
    running = ProgramPageFactory(status="running", title="Running")

    assert api.ids("pages/", status="planned") == {planned.pk, pilot.pk}
    assert api.ids("pages/", status=["planned", "running"]) == {planned.pk, pilot.pk, running.pk}
    assert api.ids("pages/", status="underway") == set()


def test_bounds_take_dates_with_their_precision(api: ApiClient) -> None:
    june = ProgramPageFactory(title="June", starts="2020-06", ends="2021-02")
    year = PilotPageFactory(title="Year", starts="2018", ends="2020")
    ProgramPageFactory(title="Unknown")

    for asked, found in (
        ({"starts_from": "2020"}, {june.pk}),
        ({"starts_from": "2018", "starts_to": "2020"}, {june.pk, year.pk}),
        ({"starts_to": "2020-05"}, {year.pk}),
        ({"starts_to": "2020-06"}, {june.pk, year.pk}),
        ({"ends_from": "2020-06-15"}, {june.pk, year.pk}),  # the pilot ends some time in 2020
        ({"ends_from": "2021"}, {june.pk}),
        ({"ends_to": "2020-11"}, set()),
        ({"ends_to": "2020"}, {year.pk}),
        ({"starts_from": "2018-38"}, {june.pk}),
    ):
        assert api.ids("pages/", **asked) == found, asked


def test_an_open_window_is_one_that_has_begun_and_is_not_over(api: ApiClient) -> None:
    window = ProgramPageFactory(title="Window", applications_open="2020-06", applications_close="2020-08-15")
    begun = ProgramPageFactory(title="Begun", applications_open="2020")
    until = ProgramPageFactory(title="Until", applications_close="2020-06")
    ProgramPageFactory(title="Unknown")

    for day, found in (
        ("2019-12-31", {until.pk}),
        ("2020-06-30", {window.pk, begun.pk, until.pk}),
        ("2020-08-15", {window.pk, begun.pk}),
        ("2020-08-16", {begun.pk}),
    ):
        assert api.ids("pages/", applications_open_on=day) == found, day


def test_pages_are_found_by_when_they_were_first_published(api: ApiClient) -> None:
    page = ContentPageFactory()
    Page.objects.filter(pk=page.pk).update(first_published_at="2020-06-30T12:00:00Z")

    for asked, found in (
        ({"first_published_from": "2020-06", "first_published_to": "2020-06"}, {page.pk}),
        ({"first_published_to": "2020-06-29"}, set()),
        ({"first_published_from": "2020-07"}, set()),
        ({"first_published_from": "0001", "first_published_to": "9999"}, {page.pk}),
    ):
        assert api.ids("pages/", type="pages.ContentPage", **asked) == found, asked


def test_filters_go_with_a_search_and_an_order(api: ApiClient) -> None:
    practice = PracticeFactory(name="User research")
    found = ProgramPageFactory(title="Coaching research", practices=[practice], status="open", starts="2020")
    ProgramPageFactory(title="Coaching design")
    ContentPageFactory(title="Coaching")
    asked = {"search": "coaching", "practice": "user-research", "status": "open", "starts_from": "2020"}

    assert api.ids("pages/", **asked) == {found.pk}
    assert api.ids("pages/", order="title", **asked) == {found.pk}
    assert api.ids("pages/", search="nothing", practice="user-research") == set()


def test_filters_reveal_no_page_that_is_hidden(api: ApiClient) -> None:
    practice = PracticeFactory(name="User research")
    ProgramPageFactory(practices=[practice], status="open", live=False)
    secret = CommunityPageFactory(practice=practice)
    PageViewRestriction.objects.create(page=secret, restriction_type="password", password="x")

    for asked in ({"practice": "user-research"}, {"status": "open"}, {"practice": practice.pk}):
        assert api.items("pages/", **asked) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"status": "nothing"},
        {"status": ""},
        {"practice": ""},
        {"practice": "a b"},
        {"practice": "é"},
        {"practice": "x" * 101},
        {"practice": [str(number) for number in range(11)]},
        {"starts_from": "yesterday"},
        {"starts_from": "2020-13"},
        {"starts_from": "2020-02-30"},
        {"starts_from": "0000"},
        {"starts_from": "June 2020"},
        {"starts_to": "2020/06"},
        {"ends_to": "2020-06\n"},
        {"ends_from": ""},
        {"applications_open_on": "2020-06"},
        {"applications_open_on": "2020-02-30"},
        {"applications_open_on": "1593475200"},
        {"first_published_from": "now"},
        {"next_review_from": "2020"},
        {"contacts": "1"},
    ],
    ids=str,
)
def test_a_malformed_filter_is_refused(api: ApiClient, asked: dict[str, Any]) -> None:
    ProgramPageFactory(complete=True)

    assert api.get("pages/", **asked).status_code == {"v2": 400, "v3": 422}[api.version]


def test_many_values_of_one_relation_are_one_question(api: ApiClient) -> None:
    practices = [PracticeFactory(name=f"Practice {number}") for number in range(10)]
    all_of_them = ProgramPageFactory(title="All", practices=practices)
    ProgramPageFactory(title="Some", practices=practices[:9])
    asked = {"type": "pages.ProgramPage", "practices": [practice.pk for practice in practices]}

    with CaptureQueriesContext(connection) as captured:
        assert api.ids("pages/", **asked) == {all_of_them.pk}

    assert all(query["sql"].count("pages_programpage_practices") < 10 for query in captured)
    assert api.ids("pages/", type="pages.ProgramPage", practices=[practices[9].pk] * 2) == {all_of_them.pk}
    assert api.items("pages/", type="pages.ProgramPage", practices=[practices[9].pk, 987654]) == []


def test_filters_cost_the_same_whatever_they_find(api: ApiClient) -> None:
    def queries() -> int:
        api.json("pages/", practice="user-research", status="open", starts_from="2010")
        with CaptureQueriesContext(connection) as captured:
            api.json("pages/", practice="user-research", status="open", starts_from="2010")
        return len(captured)

    practice = PracticeFactory(name="User research")
    ProgramPageFactory(title="One", practices=[practice], status="open", starts="2020")
    few = queries()
    for number in range(6):
        ProgramPageFactory(title=f"More {number}", practices=[practice], status="open", starts="2020")

    assert queries() == few


def test_every_filter_is_declared_with_its_type() -> None:
    document = ApiClient("v3").json("openapi.json")
    declared = {
        parameter["name"]: parameter["schema"] for parameter in document["paths"]["/api/v3/pages/"]["get"]["parameters"]
    }

    assert declared["practice"]["items"]["maxLength"] == 100
    assert declared["practice"]["maxItems"] == 10
    assert set(declared["status"]["items"]["enum"]) >= {"planned", "open", "underway", "complete"}
    assert declared["applications_open_on"]["format"] == "date"
    assert declared["starts_from"]["pattern"]
    assert "pages.ProgramPage" in declared["type"]["items"]["enum"]
    assert "-starts" in declared["order"]["items"]["enum"]
    assert declared["limit"]["maximum"] == 100
    for name, schema in declared.items():
        bounds = {"maxLength", "maxItems", "maximum", "enum", "format", "pattern"}
        of_members = [schema, *schema.get("anyOf", ())]
        assert any(bounds & member.keys() or member.get("type") in ("boolean", "null") for member in of_members), name
