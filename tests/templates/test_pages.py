"""Every page type, filled in completely and not at all, as a reader without JavaScript gets it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from home.models import FeaturedPage, SiteSettings, SocialLink
from pages.models import FormField, FormPage, PilotPage, ProgramPage
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import (
    CommunityPageFactory,
    ContentPageFactory,
    FormPageFactory,
    IndexPageFactory,
    PilotPageFactory,
    ProgramPageFactory,
    section,
)
from tests.factories.sites import default_home
from tests.factories.snippets import ContactFactory, PracticeFactory
from tests.pages.page_types import FACTORIES, each_page_type
from tests.templates.html_rules import broken_rules

pytestmark = pytest.mark.django_db


def html_of(page: Page, query: str = "") -> str:
    response = Client().get(f"{page.url}{query}")
    assert response.status_code == 200
    return response.content.decode()


def soup_of(page: Page, query: str = "") -> BeautifulSoup:
    return BeautifulSoup(html_of(page, query), "html.parser")


def text_of(page: Page, query: str = "") -> str:
    main = soup_of(page, query).main
    assert main is not None
    return " ".join(main.get_text(" ").split())


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


@each_page_type
def test_on_this_page_has_the_headings_of_the_page_in_their_order(label: str) -> None:
    page = FACTORIES[label](complete=True)
    soup = soup_of(page)
    listed = [link["href"] for link in soup.select(".on-this-page a")]
    headings = [f"#{heading['id']}" for heading in soup.select("main .page__content h2[id]")]

    if label != "pages.FormPage":  # a form stands on its page without a list of parts
        assert listed == [anchor for anchor in headings if anchor != "#on-this-page"]
        assert len(listed) >= 3


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


def test_a_program_shows_each_of_its_fields() -> None:
    text = text_of(ProgramPageFactory(complete=True))

    for words in (
        "Open for applications",
        "Mid-2018 to 2020",
        "February 2018 to 15 March 2018",
        "Free",
        "Graduates",
        "Canberra",
        "Sydney",
        "Service design",
        "A mentor",
        "Anyone who works in government.",
        "Mentoring A year together.",
        "Grow leaders",
        "Fill in the form.",
        "Skills Agency (SA) : Finds the coaches",
        "Questions about this page",
        "31 January 2030",
    ):
        assert words.replace(" :", ":") in text.replace(" :", ":"), words


def test_a_program_of_which_only_the_start_is_known_says_from() -> None:
    page = ProgramPageFactory(starts="2018-38")

    assert "From mid-2018" in text_of(page)


def test_a_pilot_shows_each_of_its_fields() -> None:
    text = text_of(PilotPageFactory(complete=True))

    for words in (
        "Under way",
        "DSO",
        "Digital technology",
        "June 2020 to 2022",
        "Skills pilots",
        "Company limited by guarantee",
        "dso.example.org",
        "A board of nine.",
        "Employers",
        "Connect training with industry",
        "Training that leads the world.",
        "Start projects that matter.",
        "enrolments",
        "Find out what employers need.",
        "Short term",
        "Improve training now.",
        "Mining pilot: mining",
        "Care pilot: human services care",
        "Shares what it learns",
        "Join the mailing list",
    ):
        assert words in text.replace(" :", ":"), words


def test_a_community_shows_each_of_its_fields() -> None:
    text = text_of(CommunityPageFactory(complete=True))

    for words in (
        "Community of practice: Service design",
        "Everyone in government.",
        "Come to a meet-up.",
        "First Thursday of the month",
        "In person and online, Canberra",
        "Bring your work.",
        "Every second Monday",
        "list@example.org",
        "Related program",
    ):
        assert words in text, words


def test_a_page_names_nothing_that_is_hidden() -> None:
    hidden = ProgramPageFactory(title="Not yet announced", live=False)
    private = PilotPageFactory(title="Only for some")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    home = default_home()
    home.featured = [FeaturedPage(page=hidden), FeaturedPage(page=private)]
    home.save()
    pilot = PilotPageFactory(complete=True, title="Digital pilot")
    pilot.siblings.update(page=private, url="", name="Sibling")
    pilot.mailing_list_url = ""
    pilot.mailing_list_page = hidden.page_ptr
    pilot.governance_board = f'<p>As <a linktype="page" id="{private.pk}">the plan</a> says.</p>'
    pilot.save()
    community = CommunityPageFactory(complete=True)
    community.related_programs.update(program=hidden)

    for page in (home, PilotPage.objects.get(pk=pilot.pk), community):
        html = html_of(page)
        assert broken_rules(html) == []
        for secret in ("Not yet announced", "not-yet-announced", "Only for some", "only-for-some"):
            assert secret not in html
    assert "As the plan says." in text_of(pilot)
    assert "Mailing list" not in text_of(pilot)


class TestIndex:
    @pytest.fixture
    def index(self) -> Any:
        return IndexPageFactory(title="All", list_order="title")

    @staticmethod
    def listed(page: Page, query: str = "") -> list[str]:
        return [title.get_text() for title in soup_of(page, query).select("#_listing ~ .cards .card__title")]

    def test_it_lists_its_public_children_in_the_chosen_order(self, index: Any) -> None:
        for title in ("Coaching", "Agile", "Bridge"):
            ContentPageFactory(title=title, parent=index)
        ContentPageFactory(title="Draft", parent=index, live=False)

        assert self.listed(index) == ["Agile", "Bridge", "Coaching"]

    def test_it_lists_the_chosen_types(self, index: Any) -> None:
        ContentPageFactory(title="Guide", parent=index)
        ProgramPageFactory(title="Program", parent=index)
        index.refresh_from_db()
        index.list_types = ["pages.ProgramPage"]
        index.save()

        assert self.listed(index) == ["Program"]

    def test_readers_narrow_the_list_by_the_offered_filters(self, index: Any) -> None:
        research, design = PracticeFactory(name="Research"), PracticeFactory(name="Design")
        ProgramPageFactory(title="One", parent=index, status="open", practices=[research])
        ProgramPageFactory(title="Two", parent=index, status="closed", practices=[research, design])
        CommunityPageFactory(title="Three", parent=index, practice=design)
        index.refresh_from_db()
        index.list_filters = ["practice", "status"]
        index.save()

        assert self.listed(index) == ["One", "Three", "Two"]
        assert self.listed(index, "?practice=design") == ["Three", "Two"]
        assert self.listed(index, "?practice=design&status=closed") == ["Two"]
        assert self.listed(index, "?practice=no-such") == ["One", "Three", "Two"]
        assert broken_rules(html_of(index, "?practice=design")) == []

    def test_a_filter_that_is_not_offered_does_nothing(self, index: Any) -> None:
        ProgramPageFactory(title="One", parent=index, status="open")
        ProgramPageFactory(title="Two", parent=index, status="closed")

        assert self.listed(index, "?status=closed") == ["One", "Two"]

    def test_a_long_list_goes_on_to_further_pages(self, index: Any) -> None:
        for number in range(25):
            ContentPageFactory(title=f"Page {number:02}", parent=index)

        assert len(self.listed(index)) == 24
        assert self.listed(index, "?page=2") == ["Page 24"]
        assert self.listed(index, "?page=nonsense")[0] == "Page 00"
        assert broken_rules(html_of(index)) == []

    def test_a_listing_that_the_editor_placed_is_not_repeated(self, index: Any) -> None:
        ContentPageFactory(title="Guide", parent=index)
        index.refresh_from_db()
        listing = {"source": "children", "page_type": "", "parent": index.pk, "pages": [], "order": "tree"}
        index.body = index._meta.get_field("body").to_python([section("Guides", {"type": "listing", "value": listing})])
        index.save()

        assert [title.get_text() for title in soup_of(index).select(".card__title")] == ["Guide"]
        assert self.listed(index) == []


class TestForm:
    @pytest.fixture
    def form(self) -> FormPage:
        page: FormPage = FormPageFactory(complete=True)
        page.form_fields.add(
            FormField(label="How often?", field_type="radio", choices="Daily\nWeekly", required=True, sort_order=2),
            FormField(label="Agree", field_type="checkbox", required=True, sort_order=3),
            FormField(label="More", field_type="multiline", required=False, sort_order=4),
        )
        page.save()
        return page

    def test_every_question_has_its_label_and_help(self, form: FormPage) -> None:
        soup = soup_of(form)
        email = soup.find("input", attrs={"type": "email"})

        assert broken_rules(html_of(form)) == []
        assert email is not None
        assert "We write once a month." in soup.find(id=email["aria-describedby"]).get_text()
        assert [legend.get_text(" ", strip=True) for legend in soup.find_all("legend")] == [
            "Topics (optional)",
            "How often?",
        ]

    def test_errors_are_listed_first_and_lead_to_their_fields(self, form: FormPage, client: Client) -> None:
        html = client.post(form.url, {}).content.decode()
        soup = BeautifulSoup(html, "html.parser")
        email = soup.find("input", attrs={"type": "email"})

        assert broken_rules(html) == []
        assert soup.title is not None
        assert soup.title.get_text().startswith("Error:")
        assert [link.get_text().split(":")[0] for link in soup.select(".error-summary a")] == [
            "Your email",
            "How often?",
            "Agree",
        ]
        assert email is not None
        assert soup.select_one(".error-summary a")["href"] == f"#{email['id']}"
        assert email["aria-invalid"] == "true"

    def test_after_sending_readers_are_thanked_and_led_back(self, form: FormPage, client: Client) -> None:
        answers = {"your_email": "reader@example.org", "how_often": "Daily", "agree": "on"}
        html = client.post(form.url, answers).content.decode()

        assert broken_rules(html) == []
        assert "You are on the list." in html
        assert "Back to Home" in html


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
