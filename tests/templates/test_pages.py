"""Every page type, filled in completely and not at all, as a reader without JavaScript gets it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Site

from cms.ledger.head import latest_number
from home.models import FeaturedPage, SiteSettings, SocialLink
from pages.models import ProgramPage
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import (
    ContentPageFactory,
    IndexPageFactory,
    ProgramPageFactory,
    section,
)
from tests.factories.sites import default_home
from tests.factories.snippets import ContactFactory
from tests.pages.page_types import FACTORIES, each_page_type
from tests.templates.html_rules import broken_rules
from tests.templates.reader import html_of, soup_of, text_of

pytestmark = pytest.mark.django_db


def every_block() -> list[dict[str, Any]]:
    """One block of each type, as they are stored."""
    target = ContentPageFactory(title="Somewhere else")
    image, document, contact = ImageFactory(), DocumentFactory(), ContactFactory()
    text = "<p>Some <b>words</b>.</p>"
    blocks: dict[str, Any] = {
        "rich_text": text,
        "image": {"image": image.pk, "alt_text": "A desk", "caption": "At work", "credit": "Us"},
        "callout": {"tone": "warning", "title": "Mind this", "text": text},
        "quote": {"text": "Words.", "attribution": "Someone", "role": "Reader", "source_url": "https://example.org/"},
        "steps": {"steps": [{"title": "First", "text": text}, {"title": "Second", "text": ""}]},
        "facts": {"facts": [{"term": "Cost", "value": "<p>Free</p>"}]},
        "cards": {"cards": [{"title": "A card", "text": "Words.", "page": target.pk, "url": "", "image": image.pk}]},
        "accordion": {"items": [{"title": "Question", "text": text}]},
        "table": {
            "caption": "Places",
            "header_row": True,
            "header_column": True,
            "rows": [{"cells": ["", "Rhythm"]}, {"cells": ["Canberra", "Monthly"]}],
        },
        "video": {"url": "https://www.youtube.com/watch?v=abc", "title": "A film", "transcript": text},
        "documents": {"documents": [{"document": document.pk, "title": "", "description": "All of them"}]},
        "call_to_action": {"text": "Apply", "url": "https://example.org/apply/", "description": "It takes an hour."},
        "contact": {"contact": contact.pk, "note": "About this"},
        "listing": {"source": "chosen", "page_type": "", "parent": None, "pages": [target.pk], "order": "tree"},
        "divider": None,
        "code": {"language": "text", "code": "print(1)", "caption": "Code"},
    }
    return [{"type": name, "value": value} for name, value in blocks.items()]


@each_page_type
@pytest.mark.parametrize("complete", [True, False])
def test_a_page_keeps_the_rules(label: str, complete: bool) -> None:
    page = FACTORIES[label](complete=complete)

    assert broken_rules(html_of(page)) == []


def test_a_page_with_every_block_at_every_level_keeps_the_rules() -> None:
    blocks = every_block()
    page = ContentPageFactory(
        body=[*blocks, *(section(f"Level {level}", *blocks, level=level) for level in ("2", "3", "4"))]
    )
    shown = soup_of(page).select_one(".body")

    assert broken_rules(html_of(page)) == []
    assert shown is not None
    for css_class in ("callout", "quote", "steps", "facts", "cards", "accordion", "table", "video", "documents", "cta"):
        assert len(shown.select(f".{css_class}")) >= 4, css_class


def test_the_home_page_keeps_the_rules() -> None:
    home = default_home()
    home.hero_image = ImageFactory()
    home.featured = [FeaturedPage(page=ProgramPageFactory(complete=True))]
    home.body = home._meta.get_field("body").to_python([section("Start", *every_block())])
    home.save()

    assert broken_rules(html_of(home)) == []
    assert "Women in IT" in text_of(home)


def test_a_page_that_does_not_exist_keeps_the_rules(client: Client) -> None:
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert broken_rules(response.content.decode()) == []


def test_a_site_with_every_setting_keeps_the_rules() -> None:
    settings = SiteSettings(
        site=Site.objects.get(),
        name="Skills",
        acknowledgement="<p>We acknowledge the Traditional Custodians.</p>",
        contact=ContactFactory(),
        footer_text="Published by us.",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        social_links=[SocialLink(label="Mastodon", url="https://social.example.org/@skills")],
    )
    settings.save()
    ContentPageFactory(title="About us", show_in_menus=True)
    html = html_of(default_home())
    footer = BeautifulSoup(html, "html.parser").footer

    assert broken_rules(html) == []
    assert footer is not None
    for words in (
        "Traditional Custodians",
        "skills@example.org",
        "Mastodon",
        "Published by us.",
        "CC BY 4.0",
        "About us",
    ):
        assert words in footer.get_text()


def test_titles_and_descriptions_are_in_the_head() -> None:
    page = ProgramPageFactory(complete=True, seo_title="Coaching for women")
    soup = soup_of(page)

    def content(key: str) -> Any:
        tag = soup.find("meta", attrs={"property": key}) or soup.find("meta", attrs={"name": key})
        return tag and tag["content"]

    assert soup.title is not None
    assert soup.title.get_text() == "Coaching for women – Digital Skills CMS"
    assert content("description") == content("og:description") == "One sentence for cards."
    assert content("og:url") == "http://localhost:8000/women-in-it/"
    assert content("og:image").startswith("http")
    assert content("og:image:alt") == "Two people at a desk, drawing on paper"


def test_cards_show_pictures_of_which_nobody_has_made_a_size_yet() -> None:
    picture = ImageFactory()
    ProgramPageFactory(parent=(parent := IndexPageFactory()), social_image=picture)
    before = latest_number()

    shown = soup_of(parent).select_one(".card__image img")

    assert shown is not None
    assert shown["src"] == picture.file.url
    assert latest_number() == before  # a change would have had the page rendered twice, and removed stored answers


def test_no_page_sets_a_cookie_or_loads_a_script() -> None:
    for page in (default_home(), ProgramPageFactory(complete=True)):
        response = Client().get(page.url)
        soup = BeautifulSoup(response.content, "html.parser")
        assert not response.cookies
        assert soup.find_all("script") == []
        assert all(link["href"].startswith("/") for link in soup.select('link[rel="stylesheet"], link[rel="icon"]'))


def test_a_named_analytics_script_is_loaded() -> None:
    SiteSettings.objects.create(site=Site.objects.get(), analytics_script_url="https://stats.example.org/s.js")

    (script,) = soup_of(default_home()).find_all("script")

    assert script["src"] == "https://stats.example.org/s.js"


def test_the_menus_mark_where_the_reader_is() -> None:
    index = IndexPageFactory(title="Learn", show_in_menus=True)
    program = ProgramPageFactory(title="Coaching", parent=index, show_in_menus=True)
    below = ContentPageFactory(title="Dates", parent=program, show_in_menus=True)
    soup = soup_of(below)

    def marked(selector: str) -> list[tuple[str, Any]]:
        return [(link.get_text(), link.get("aria-current")) for link in soup.select(selector)]

    assert marked(".main-menu a") == [("Learn", "true")]
    assert marked(".section-menu a") == [("Learn", None), ("Coaching", None), ("Dates", "page")]
    assert marked(".breadcrumbs a") == [("Home", None), ("Learn", None), ("Coaching", None)]


def test_search_engines_are_told_the_public_pages_only(client: Client) -> None:
    ProgramPageFactory(title="Shown", slug="shown")
    ProgramPageFactory(title="Draft", slug="draft", live=False)
    sitemap = client.get("/sitemap.xml").content.decode()

    assert "http://localhost:8000/shown/" in sitemap
    assert "draft" not in sitemap
    assert "/sitemap.xml" in client.get("/robots.txt").content.decode()
    assert ProgramPage.objects.count() == 2


def test_without_a_site_there_is_no_list_for_search_engines(client: Client) -> None:
    Site.objects.all().delete()

    assert client.get("/sitemap.xml").status_code == 404
