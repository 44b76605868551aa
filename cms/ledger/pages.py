"""The changes of pages. Called by the receivers.

A page that gets another address takes the pages below with it: each has a row of its own. A page that the public
neither saw before nor sees afterwards makes nothing stale, but for one that is moved or deleted.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from wagtail.models import DraftStateMixin, Page, Revision, Site

from blocks.visibility import is_public_page, visibility_scope
from cms.ledger.bookkeeping import BOOKKEEPING
from cms.ledger.changes import Action, NewChange
from cms.ledger.objects import object_change
from cms.ledger.reach import below, public_among, reached_by, site_roots
from cms.ledger.tags import EVERYTHING, every_page_tag, object_tags
from cms.ledger.told import is_told_deleted
from cms.ledger.tracked import tracked
from cms.plugins.missing.content_types import is_missing
from cms.plugins.missing.pages import installed_type

__all__ = [
    "BeforeSave",
    "before_save",
    "changed",
    "is_going",
    "moved",
    "page_changes",
    "privacy_changes",
    "published",
    "remember_before_move",
    "remember_before_save",
    "revision_saved",
    "saved",
    "scheduled_tags",
]

BEFORE_SAVE = "_ledger_before_save"
BEFORE_MOVE = "_ledger_public_before_move"
BEFORE_FREEING = "_ledger_public_before_freeing"


@dataclass(frozen=True, slots=True)
class BeforeSave:
    """What is in the database of a page that is about to be saved."""

    slug: str
    url_path: str
    live: bool


def remember_before_save(page: Page, update_fields: Collection[str] | None) -> None:
    """Keep for ``saved`` what the page is in the database: Wagtail tells of a new slug only after the commit.

    Of an alias that becomes a page of its own, also which pages are public: the restrictions of its source do not hold
    for it any more, and one of its own, which Wagtail copies and nobody heeds so far, does.
    """
    row = None
    if page.pk and not _is_bookkeeping(update_fields):
        row = Page.objects.filter(pk=page.pk).values_list("slug", "url_path", "live", "alias_of").first()
    if row and row[-1] != page.alias_of_id:
        setattr(page, BEFORE_FREEING, public_among(reached_by(page)))
    setattr(page, BEFORE_SAVE, BeforeSave(*row[:-1]) if row else None)


def before_save(page: Page) -> BeforeSave | None:
    """What is in the database of ``page``, for another receiver of ``pre_save``, so that it need not read it again.

    ``None`` of a new page, and where only what the public never sees is saved.
    """
    before: BeforeSave | None = getattr(page, BEFORE_SAVE, None)
    return before


def saved(page: Page, created: bool, update_fields: Collection[str] | None) -> Iterable[NewChange]:
    """The row of the page was written."""
    before: BeforeSave | None = page.__dict__.pop(BEFORE_SAVE, None)
    public_before: frozenset[int] | None = page.__dict__.pop(BEFORE_FREEING, None)
    if _is_bookkeeping(update_fields):
        return
    was_live = before is not None and before.live
    if page.live != was_live:
        action = Action.PUBLISHED if page.live else Action.UNPUBLISHED
    else:
        action = Action.DRAFTED if created else Action.CHANGED
    yield from page_changes(action, [page], was_live=was_live)
    if before is not None and before.url_path != page.url_path:
        yield from _with_new_addresses([page, *below(page)])
    if public_before is not None:
        yield from privacy_changes(list(reached_by(page)), public_before)


def changed(page: Page) -> Iterable[NewChange]:
    """Something that belongs to the page was written."""
    return page_changes(Action.CHANGED, [page])


def published(page: Page) -> Iterable[NewChange]:
    """The page is live."""
    return page_changes(Action.PUBLISHED, [page])


def remember_before_move(page: Page, parent_before: Page) -> None:
    """Keep for ``moved`` which of the pages are public. Both signals bring the same object of the parent."""
    setattr(parent_before, BEFORE_MOVE, public_among([page, *below(page)]))


def moved(page: Page, url_path_before: str, parent_before: Page) -> Iterable[NewChange]:
    """The page stands elsewhere in the tree, or elsewhere among its siblings.

    Its new place may be restricted as the old one was not, or the other way round.
    """
    public_before: frozenset[int] = parent_before.__dict__.pop(BEFORE_MOVE, frozenset())
    current = Page.objects.get(pk=page.pk)
    if url_path_before == current.url_path:
        yield from page_changes(Action.MOVED, [current], public_before=public_before)
        return
    reached = [current, *below(current)]
    sites = _sites()
    before, now = _site_of(parent_before, sites), _site_of(current, sites)
    for change in _with_new_addresses(reached, public_before):
        # Of no site after a move to another one, so that whoever follows either of the two hears of it.
        yield replace(change, site_id=None) if before != now == change.site_id else change
    for change in privacy_changes(reached, public_before):
        yield replace(change, site_id=None) if before != now == change.site_id else change


def revision_saved(revision: Revision, created: bool) -> Iterable[NewChange]:
    """A draft was written, or one was given a time to be published at."""
    is_scheduled = revision.approved_go_live_at is not None
    if not created and not is_scheduled:
        return
    action = Action.SCHEDULED if is_scheduled else Action.DRAFTED
    if is_missing(revision.content_type):
        return
    model = revision.content_type.model_class()
    if issubclass(model, Page):
        page = Page.objects.filter(pk=revision.object_id).first()
        if page is not None:
            tags = scheduled_tags(page, revision.content.get("slug")) if is_scheduled else frozenset()
            yield _change(action, page, tags, False, _sites())
    elif (registration := tracked(model)) and issubclass(model, DraftStateMixin):
        instance = model._default_manager.filter(pk=revision.object_id).first()
        if instance is not None:
            change = object_change(action, instance, registration, is_public=False)
            yield change if is_scheduled else replace(change, tags=frozenset())


def scheduled_tags(page: Page, slug: str | None) -> frozenset[str]:
    """What publishing ``page`` with ``slug`` makes stale. With another one the pages below it, of which there may be
    very many, get other addresses, too.
    """
    moves_others = page.numchild > 0 and slug != page.slug
    return object_tags(page).union({EVERYTHING} if moves_others else ())


def is_going(page: Page) -> bool:
    """Whether this transaction has told already that the page goes."""
    return is_told_deleted(_type_of(page), str(page.pk))


def privacy_changes(pages: list[Page], public_before: frozenset[int]) -> Iterator[NewChange]:
    """A change for each of ``pages`` that the public has lost or got back since those in ``public_before`` (their ids)
    were the public ones.
    """
    public_after = public_among(pages)
    for action, differing in (
        (Action.RESTRICTED, public_before - public_after),
        (Action.OPENED, public_after - public_before),
    ):
        some = [page for page in pages if page.pk in differing]
        yield from page_changes(action, some, public_before=public_before)


def page_changes(
    action: Action, pages: Iterable[Page], was_live: bool = False, public_before: Collection[int] = frozenset()
) -> Iterator[NewChange]:
    """A change for each of ``pages``. ``was_live`` pages were live until now; the public saw those in
    ``public_before`` (their ids).
    """
    sites, on_a_site = _sites(), site_roots()
    with visibility_scope(opened=frozenset()):
        for page in pages:
            live, page.live = page.live, page.live or was_live
            is_public = page.url_path.startswith(on_a_site) and is_public_page(page)
            is_public = is_public or page.pk in public_before
            page.live = live
            is_seen = is_public or action not in (Action.CHANGED, Action.DRAFTED)
            yield _change(action, page, object_tags(page) if is_seen else frozenset(), is_public, sites)


def _with_new_addresses(pages: list[Page], public_before: Collection[int] = frozenset()) -> Iterator[NewChange]:
    """Changes of ``pages`` that moved, of which the first makes stale every list of pages."""
    for number, change in enumerate(page_changes(Action.MOVED, pages, public_before=public_before)):
        yield change if number or len(pages) == 1 else replace(change, tags=change.tags | every_page_tag())


def _change(
    action: Action, page: Page, tags: frozenset[str], is_public: bool, sites: list[tuple[str, int]]
) -> NewChange:
    return NewChange(
        action=action,
        object_type=_type_of(page),
        object_id=str(page.pk),
        tags=tags,
        is_public=is_public,
        uuid=page.translation_key,
        site_id=_site_of(page, sites),
    )


def _type_of(page: Page) -> str:
    return str(installed_type(page)._meta.label)


def _is_bookkeeping(update_fields: Collection[str] | None) -> bool:
    return update_fields is not None and BOOKKEEPING.issuperset(update_fields)


def _site_of(page: Page, sites: list[tuple[str, int]]) -> int | None:
    return next((site_id for root, site_id in sites if page.path.startswith(root)), None)


def _sites() -> list[tuple[str, int]]:
    """The tree path of every site's root and the site's id; roots within other sites first."""
    roots = Site.objects.values_list("root_page__path", "pk")
    return sorted(roots, key=lambda root: (-len(root[0]), root[1]))
