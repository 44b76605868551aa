"""Each field of a page type can be read on its page, and nothing that is hidden."""

import pytest
from wagtail.models import PageViewRestriction

from home.models import FeaturedPage
from pages.models import PilotPage
from tests.factories.pages import CommunityPageFactory, PilotPageFactory, ProgramPageFactory
from tests.factories.sites import default_home
from tests.templates.html_rules import broken_rules
from tests.templates.reader import html_of, text_of

pytestmark = pytest.mark.django_db


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
        "Skills Agency (SA): Finds the coaches",
        "Questions about this page",
        "31 January 2030",
    ):
        assert words in text, words


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
        assert words in text, words


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
