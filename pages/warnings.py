"""What a page should have before it is published, and does not. Never blocks saving or publishing.

Shown on the edit screen by ``pages.warnings_panel``; anything else that wants to know calls ``publishing_warnings``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from blocks.actions import is_work_to_do
from blocks.walk import every_block

__all__ = ["PublishingWarning", "publishing_warnings"]

#: Statuses in which people can apply, or soon will.
_APPLICANTS_WANTED = frozenset({"introducing", "open"})


@dataclass(frozen=True, slots=True)
class PublishingWarning:
    """One thing to do. ``field`` is the page's field or relation where it can be done."""

    code: str
    message: str
    field: str


def publishing_warnings(page: Page) -> list[PublishingWarning]:
    """What is missing on ``page`` (specific, live or draft), most important first; empty when nothing is."""
    checks = _CHECKS.get(page._meta.label)
    if checks is None:
        return []
    return [warning for check in checks for warning in check(page)]


def _contact(page: Any) -> Iterator[PublishingWarning]:
    rows = page.page_contacts.all()
    if not rows and not any(block.block_type == "contact" for block in every_block(page.body)):
        yield PublishingWarning("no_contact", _("This page has no contact. Whom can readers turn to?"), "page_contacts")
    for row in rows:
        if not row.contact.is_reachable:
            yield PublishingWarning(
                "contact_unreachable",
                _("The contact “%(name)s” has no email, phone or web page.") % {"name": row.contact.name},
                "page_contacts",
            )


def _calls_to_action(page: Any) -> Iterator[PublishingWarning]:
    for block in every_block(page.body):
        if block.block_type == "call_to_action" and is_work_to_do(block.value):
            yield PublishingWarning(
                "empty_call_to_action",
                _("The call to action “%(text)s” leads nowhere. Readers do not see it until it has an address.")
                % {"text": block.value["text"]},
                "body",
            )


def _review(page: Any) -> Iterator[PublishingWarning]:
    if page.next_review_date is None:
        yield PublishingWarning(
            "no_review_date", _("Say when someone should read this page again."), "next_review_date"
        )


def _application(page: Any) -> Iterator[PublishingWarning]:
    if page.status in _APPLICANTS_WANTED and not (page.apply_url or _has_text(page.how_to_apply)):
        yield PublishingWarning(
            "no_way_to_apply",
            _("People may want to apply, but the page says neither how nor where."),
            "how_to_apply",
        )


def _channels(page: Any) -> Iterator[PublishingWarning]:
    for channel in page.channels.all():
        if not channel.has_address:
            yield PublishingWarning(
                "channel_without_address",
                _("The channel “%(name)s” has no address.") % {"name": channel.name},
                "channels",
            )


def _joining(page: Any) -> Iterator[PublishingWarning]:
    if not (page.join_url or _has_text(page.how_to_join)):
        yield PublishingWarning("no_way_to_join", _("The page does not say how to join."), "how_to_join")


def _mailing_list(page: Any) -> Iterator[PublishingWarning]:
    if not (page.mailing_list_url or page.mailing_list_page_id):
        yield PublishingWarning(
            "mailing_list_without_address",
            _("There is no mailing list: give its web address or choose a form page, or leave it if there is none."),
            "mailing_list_url",
        )


def _website(page: Any) -> Iterator[PublishingWarning]:
    if not page.website:
        yield PublishingWarning("no_website", _("The pilot’s website has no address."), "website")


def _opportunities(page: Any) -> Iterator[PublishingWarning]:
    for opportunity in page.opportunities.all():
        if opportunity.review_date is None:
            yield PublishingWarning(
                "opportunity_without_review_date",
                _("The opportunity “%(title)s” has no review date. When will someone check it again?")
                % {"title": opportunity.title},
                "opportunities",
            )


def _questions(page: Any) -> Iterator[PublishingWarning]:
    if not page.form_fields.all():
        yield PublishingWarning("form_without_questions", _("The form asks nothing."), "form_fields")


def _has_text(source: str) -> bool:
    """Whether rich text says anything: an editor that was emptied leaves an empty paragraph."""
    return bool(get_text_for_indexing(source).strip())


Check = Callable[[Any], Iterator[PublishingWarning]]

_EVERYWHERE: tuple[Check, ...] = (_contact, _calls_to_action, _review)

#: Checks by page type, in the order in which they are shown.
_CHECKS: dict[str, tuple[Check, ...]] = {
    "home.HomePage": (_calls_to_action,),
    "pages.IndexPage": _EVERYWHERE,
    "pages.ContentPage": _EVERYWHERE,
    "pages.ProgramPage": (*_EVERYWHERE, _application),
    "pages.CommunityPage": (*_EVERYWHERE, _joining, _channels),
    "pages.PilotPage": (*_EVERYWHERE, _mailing_list, _website, _opportunities),
    "pages.FormPage": (*_EVERYWHERE, _questions),
}
