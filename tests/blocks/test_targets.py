"""Cards and calls to action: where they lead, and what happens when they lead nowhere."""

from typing import Any

import pytest
from wagtail.models import CollectionViewRestriction

from blocks.actions import is_work_to_do
from tests.blocks.bodies import body, errors_of, html_of, in_api, in_html
from tests.factories.media import CollectionFactory, DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, section

pytestmark = pytest.mark.django_db

NOWHERE = {"text": "Join our list", "description": "", "page": None, "document": None, "url": "", "email": ""}


def action(**fields: Any) -> dict[str, Any]:
    return {**NOWHERE, **fields}


def cards(*values: dict[str, Any]) -> dict[str, Any]:
    empty = {"title": "", "text": "", "page": None, "url": "", "image": None}
    return {"cards": [{**empty, **value} for value in values]}


def test_an_action_leads_to_a_page() -> None:
    page = ContentPageFactory(title="Guides")

    target = in_api("call_to_action", action(page=page.pk))["target"]

    assert (target["kind"], target["url"], target["page"]["title"]) == ("page", page.full_url, "Guides")
    assert in_html("call_to_action", action(page=page.pk)).a["href"] == page.url


def test_an_action_leads_to_a_document() -> None:
    document = DocumentFactory()

    target = in_api("call_to_action", action(document=document.pk))["target"]
    link = in_html("call_to_action", action(document=document.pk)).a

    assert (target["kind"], target["document"]["type"]) == ("document", "csv")
    assert target["url"] == target["document"]["url"]
    assert link["href"] == document.url
    assert "CSV" in link.get_text()


def test_an_action_leads_to_another_site_or_to_an_email_address() -> None:
    assert in_api("call_to_action", action(url="https://www.example.org/"))["target"] == {
        "kind": "url",
        "url": "https://www.example.org/",
    }
    assert in_api("call_to_action", action(email="us@example.org"))["target"] == {
        "kind": "email",
        "url": "mailto:us@example.org",
        "email": "us@example.org",
    }
    assert in_html("call_to_action", action(email="us@example.org")).a["href"] == "mailto:us@example.org"


def test_an_action_without_target_is_work_to_do_and_readers_do_not_see_it() -> None:
    value = body({"type": "call_to_action", "value": NOWHERE})

    assert is_work_to_do(value[0].value)
    assert errors_of("call_to_action", NOWHERE) is None
    assert in_api("call_to_action", NOWHERE) == {"text": "Join our list", "description": "", "target": None}
    assert html_of(value).get_text(strip=True) == ""


def test_an_action_that_names_only_its_text_is_work_to_do() -> None:
    assert in_api("call_to_action", {"text": "Join"}) == {"text": "Join", "description": "", "target": None}


def test_an_action_that_leads_to_something_hidden_is_left_out_but_is_no_work_to_do() -> None:
    restricted = CollectionFactory()
    CollectionViewRestriction.objects.create(collection=restricted, restriction_type="login")
    for fields in (
        {"page": ContentPageFactory(live=False).pk},
        {"document": DocumentFactory(collection=restricted).pk},
    ):
        value = body({"type": "call_to_action", "value": action(**fields)})

        assert in_api("call_to_action", action(**fields))["target"] is None
        assert html_of(value).a is None
        assert not is_work_to_do(value[0].value)


@pytest.mark.parametrize("draft", [False, True])
def test_two_targets_are_refused_and_the_first_is_kept_out_of_it(draft: bool) -> None:
    value = action(page=ContentPageFactory().pk, url="https://www.example.org/", email="us@example.org")

    assert list(errors_of("call_to_action", value, draft=draft)["blockErrors"]) == ["url", "email"]


def test_a_card_tells_title_text_target_and_decorative_image() -> None:
    page, image = ContentPageFactory(title="Guides"), ImageFactory(description="A desk")

    (card,) = in_api("cards", cards({"title": "Read", "text": "Short.", "page": page.pk, "image": image.pk}))["cards"]

    assert (card["title"], card["text"], card["target"]["url"]) == ("Read", "Short.", page.full_url)
    assert (card["image"]["id"], card["image"]["alt"]) == (image.pk, "")


def test_a_card_without_title_has_its_pages_title() -> None:
    page = ContentPageFactory(title="Guides")
    value = cards({"page": page.pk})

    assert in_api("cards", value)["cards"][0]["title"] == "Guides"
    assert in_html("cards", value).select_one(".card__title > a").get_text() == "Guides"


def test_a_card_for_a_hidden_page_loses_its_link_and_never_shows_the_pages_title() -> None:
    draft = ContentPageFactory(title="Secret plan", live=False)
    value = cards({"title": "Soon", "text": "Wait for it.", "page": draft.pk}, {"page": draft.pk})

    representation, html = in_api("cards", value), in_html("cards", value)

    assert representation["cards"] == [{"title": "Soon", "text": "Wait for it.", "target": None, "image": None}]
    assert [card.get_text(strip=True) for card in html.select("ul.cards > li")] == ["SoonWait for it."]
    assert html.a is None


def test_cards_have_headings_below_that_of_their_section() -> None:
    html = html_of(body(section("Where next?", {"type": "cards", "value": cards({"title": "Read"})})))

    assert html.select_one("section > h2 + div h3.card__title").get_text() == "Read"


def test_the_image_of_a_card_is_passed_over_by_screen_readers() -> None:
    html = in_html("cards", cards({"title": "Read", "image": ImageFactory().pk}))

    assert html.img["alt"] == ""


@pytest.mark.parametrize(
    ("card", "problem"),
    [
        ({"title": "Read"}, None),
        ({"title": "Read", "url": "https://www.example.org/"}, None),
        ({"url": "https://www.example.org/"}, "title"),
        ({"title": "Read", "url": "javascript:alert(1)"}, "url"),
    ],
)
def test_a_card_needs_a_title_or_a_page(card: dict[str, str], problem: str | None) -> None:
    errors = errors_of("cards", cards(card))

    found = list(errors["blockErrors"]["cards"]["blockErrors"][0]["blockErrors"]) if errors else None
    assert found == ([problem] if problem else None)


def test_a_card_leads_to_one_place_only() -> None:
    value = cards({"title": "Read", "page": ContentPageFactory().pk, "url": "https://www.example.org/"})

    assert "cards" in errors_of("cards", value)["blockErrors"]
