"""“On this page” of the default rendering: the sections of the body, and the parts that a template makes from fields.

The API serves the sections alone (``BasePage.on_this_page``), because another frontend lays fields out in its own way.
Anchors of parts begin with an underscore, which no section's anchor does, so the two never clash.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from blocks.outline import OutlineEntry
from blocks.visibility import is_public_page
from home.index_listing import shows_listing

__all__ = ["page_outline"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page that is no section. It is shown when ``is_shown`` says so, as its template does."""

    anchor: str
    heading: Any
    is_shown: Callable[[Any], bool]
    after_body: bool = False


def _filled(*names: str) -> Callable[[Any], bool]:
    return lambda page: any(getattr(page, name) for name in names)


def _has(*relations: str) -> Callable[[Any], bool]:
    return lambda page: any(getattr(page, relation).exists() for relation in relations)


def _any(*conditions: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda page: any(condition(page) for condition in conditions)


CONTACTS = Part("_contacts", _("Contact"), _has("page_contacts"), after_body=True)

#: The parts of each page type in the order in which its template shows them.
PARTS: dict[str, tuple[Part, ...]] = {
    "pages.IndexPage": (Part("_listing", _("Pages in this section"), shows_listing, after_body=True),),
    "pages.ProgramPage": (
        Part("_what-you-get", _("What you get"), _filled("what_you_get")),
        Part("_eligibility", _("Who can take part"), _filled("eligibility")),
        Part("_streams", _("Ways to take part"), _has("streams")),
        Part("_goals", _("Goals"), _has("goals")),
        Part("_how-to-apply", _("How to apply"), _filled("how_to_apply", "apply_url"), after_body=True),
        Part("_partners", _("Partners"), _has("partners"), after_body=True),
    ),
    "pages.CommunityPage": (
        Part("_who-can-join", _("Who can join"), _filled("who_can_join")),
        Part("_how-to-join", _("How to join"), _filled("how_to_join", "join_url")),
        Part("_meetups", _("Meet-ups"), _has("meetups")),
        Part("_channels", _("Where we talk"), _has("channels")),
        Part(
            "_related-programs",
            _("Related programs"),
            lambda page: any(is_public_page(row.program) for row in page.related_programs.all()),
            after_body=True,
        ),
    ),
    "pages.PilotPage": (
        Part("_vision", _("Vision"), _filled("vision")),
        Part("_mission", _("Mission"), _any(_filled("mission"), _has("mission_measures"))),
        Part("_areas-of-work", _("Areas of work"), _has("areas_of_work")),
        Part("_opportunities", _("Opportunities to contribute"), _has("opportunities"), after_body=True),
        Part(
            "_governance",
            _("Governance"),
            _any(_filled("governance_board"), _has("governance_groups", "governance_aims")),
            after_body=True,
        ),
        Part("_siblings", _("Other pilots"), _has("siblings"), after_body=True),
        Part("_related-bodies", _("Related reforms and bodies"), _has("related_bodies"), after_body=True),
        Part(
            "_mailing-list",
            _("Mailing list"),
            lambda page: bool(page.mailing_list_url) or is_public_page(page.mailing_list_page),
            after_body=True,
        ),
    ),
}


def page_outline(page: Page) -> list[OutlineEntry]:
    """The entries of ``page`` (a specific page) in the order in which they stand on it."""
    parts = (*PARTS.get(page._meta.label, ()), CONTACTS)
    shown = [
        (part, OutlineEntry(heading=str(part.heading), anchor=part.anchor, level=2))
        for part in parts
        if part.is_shown(page)
    ]
    return [
        *(entry for part, entry in shown if not part.after_body),
        *page.on_this_page,
        *(entry for part, entry in shown if part.after_body),
    ]
