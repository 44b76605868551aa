"""What an import would do with each document, decided before anything is written.

Everything that can be refused is refused here: a parent that does not exist or does not allow the type,
a slug that is taken, two sources that claim one page. Called by ``run.py``; ``write.py`` carries a plan
out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wagtail.models import Page, Site

from cms.errors import ImportContentError
from cms.importer.digest import digest_of_page, digest_of_values
from cms.importer.document import Document, Note, NoteKind
from cms.importer.incomplete import incomplete_blocks
from cms.importer.models import ImportedPage
from cms.importer.proposals import field_values
from cms.importer.sections import anchors_of, raw_sections
from cms.importer.source import Source
from pages.models import BasePage, ContentPage, PilotPage, ProgramPage

__all__ = ["PAGE_TYPES", "Action", "Plan", "find_parent", "make_plans"]

PAGE_TYPES: dict[str, type[BasePage]] = {
    "program": ProgramPage,
    "pilot": PilotPage,
    "content": ContentPage,
}
_DEFAULT_TYPE = "content"


class Action(StrEnum):
    """What happens to the page of a source."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Plan:
    """One source and what becomes of it.

    ``values`` are the fields of the page as they will be set; ``reason`` says why a page is left as it
    is; ``record`` is there once the source has a page; ``path`` is the page's address on the site.
    """

    source: Source
    document: Document
    action: Action
    page_type: str
    parent: Page
    path: str
    values: dict[str, Any]
    notes: tuple[Note, ...]
    record: ImportedPage | None = None
    reason: str = ""

    @property
    def values_digest(self) -> str:
        """Digest of what this plan writes."""
        return digest_of_values(self.values)


def find_parent(path: str) -> Page:
    """The page at an address of the default site, in its own type."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise ImportContentError("there is no default site, so --parent leads nowhere")
    root = site.root_page
    inner = path.strip("/")
    page = Page.objects.filter(url_path=f"{root.url_path}{inner}/" if inner else root.url_path).first()
    if page is None:
        raise ImportContentError(f"there is no page at /{inner}/ to import under (--parent)")
    return page.specific


def make_plans(documents: Sequence[tuple[Source, Document]], parent: Page, page_type: str | None) -> list[Plan]:
    """A plan for each document; ``ImportContentError`` if any of them cannot be carried out."""
    plans = [_plan(source, document, parent, page_type) for source, document in documents]
    _refuse_twins(plans, "identity", ((plan.document.identity, plan) for plan in plans))
    _refuse_twins(plans, "address", ((plan.path, plan) for plan in plans))
    return plans


def _refuse_twins(plans: Sequence[Plan], what: str, keyed: Iterable[tuple[str, Plan]]) -> None:
    seen: dict[str, Plan] = {}
    for key, plan in keyed:
        if key in seen:
            first = seen[key].source.path
            message = f"{plan.source.path}: has the same {what} as {first} ({key})"
            raise ImportContentError(message)
        seen[key] = plan


def _plan(source: Source, document: Document, parent: Page, page_type: str | None) -> Plan:
    record = _record_of(source, document, parent)
    if record is None:
        return _plan_new(source, document, parent, page_type or document.suggested_type or _DEFAULT_TYPE)
    page = record.page.specific
    known = _type_of(page)
    if page_type is not None and page_type != known:
        raise ImportContentError(
            f"{source.path}: was imported as {known or page._meta.verbose_name}, not as {page_type}; "
            "a page cannot change its type"
        )
    values = _values(document)
    notes = _notes(document, known, page)
    place = page.get_parent()
    action, reason = Action.UPDATE, ""
    if why := _why_leave(page, record):
        action, reason = Action.LEAVE, why
    elif record.values_digest == digest_of_values(values):
        action = Action.UNCHANGED
    if place.pk != parent.pk:
        text = f"the page stands under {_path_of(place)}, not under --parent; it stays there"
        notes = (*notes, Note(NoteKind.PERSON, text))
    return Plan(source, document, action, known, place.specific, _path_of(page), values, notes, record, reason)


def _plan_new(source: Source, document: Document, parent: Page, page_type: str) -> Plan:
    model = PAGE_TYPES[page_type]
    path = f"{_path_of(parent)}{document.slug}/"
    if not model.can_create_at(parent):
        raise ImportContentError(
            f"{source.path}: a {model._meta.verbose_name} cannot stand under {_path_of(parent)} "
            f"({parent._meta.verbose_name})"
        )
    taken = Page.objects.child_of(parent).filter(slug=document.slug).first()
    if taken is not None:
        origin = ImportedPage.objects.filter(page=taken).first()
        whose = f", imported from {origin.source_path}" if origin else ", which this import did not make"
        raise ImportContentError(f"{source.path}: there is a page at {path} already{whose}")
    notes = _notes(document, page_type, None)
    old = document.permalink.strip("/")
    if old and f"/{old}/" != path:
        text = f"the source's address is /{old}/, the page's {path}: add a redirect if links lead to it"
        notes = (*notes, Note(NoteKind.PERSON, text))
    values = {**_values(document)}
    return Plan(source, document, Action.CREATE, page_type, parent, path, values, notes)


def _record_of(source: Source, document: Document, parent: Page) -> ImportedPage | None:
    """What an earlier run made of this source; a file that only moved is still the same source."""
    records = ImportedPage.objects.select_related("page")
    if record := records.filter(identity=document.identity).first():
        return record
    return records.filter(
        source_digest=source.digest,
        page__slug=document.slug,
        page__in=Page.objects.child_of(parent),
    ).first()


def _type_of(page: Page) -> str:
    return next((name for name, model in PAGE_TYPES.items() if isinstance(page, model)), "")


def _why_leave(page: Page, record: ImportedPage) -> str:
    if page.locked:
        return "it is locked"
    if page.workflow_in_progress:
        return "it is in review"
    written = record.revision_id is not None and page.latest_revision_id == record.revision_id
    if not written and digest_of_page(page) != record.page_digest:
        return "a person has changed it since it was imported"
    return ""


def _values(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "lede": document.lede,
        "summary": document.summary,
        "body": json.dumps(raw_sections(document), ensure_ascii=False),
    }


def _notes(document: Document, page_type: str, page: Page | None) -> tuple[Note, ...]:
    notes = [*document.notes, *anchors_of(document)[1], *field_values(document, page_type)]
    if page_type:
        field = PAGE_TYPES[page_type]._meta.get_field("body")
        notes += incomplete_blocks(field, raw_sections(document))
    for name in ("lede", "summary"):
        longest = BasePage._meta.get_field(name).max_length
        if longest is not None and len(getattr(document, name)) > longest:
            text = f"the {name} is longer than {longest} letters: shorten it before you save the page"
            notes.append(Note(NoteKind.PERSON, text))
    if page is None or not page.page_contacts.exists():
        notes.append(Note(NoteKind.PERSON, "the page has no contact: add one before it is published"))
    return tuple(notes)


def _path_of(page: Page) -> str:
    """The address of a page below the root page of the default site."""
    root = Site.objects.get(is_default_site=True).root_page
    return "/" + page.url_path.removeprefix(root.url_path)
