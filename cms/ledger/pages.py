"""The changes of pages. Called by the receivers.

A page that gets another address takes the pages below with it: each has a row of its own.
"""

from collections.abc import Collection, Container, Iterable, Iterator
from typing import Any

from wagtail.models import DraftStateMixin, Page, Revision, Site

from blocks.visibility import is_public_page, restricted_paths, visibility_scope
from cms.ledger.changes import Action, NewChange
from cms.ledger.objects import object_change
from cms.ledger.tags import every_page_tag, object_tags
from cms.ledger.tracked import tracked

__all__ = [
    "deleted",
    "moved",
    "page_changes",
    "published",
    "remember_address",
    "revision_saved",
    "saved",
    "unpublished",
]

#: What Wagtail keeps of a page's drafts, locks and workflow in its row. The public sees none of it.
BOOKKEEPING = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by",
        "live_revision",
        "numchild",
    }
)
ADDRESS_BEFORE = "_ledger_address_before"


def remember_address(page: Page, update_fields: Collection[str] | None) -> None:
    """Keep what is in the database of the page's address, for ``saved``."""
    before = None
    if page.pk and (update_fields is None or {"slug", "url_path"} & set(update_fields)):
        before = Page.objects.filter(pk=page.pk).values_list("url_path", flat=True).first()
    setattr(page, ADDRESS_BEFORE, before)


def saved(page: Page, update_fields: Collection[str] | None) -> Iterable[NewChange]:
    """The row of the page was written."""
    if update_fields is not None and not set(update_fields) - BOOKKEEPING:
        return []
    before = page.__dict__.pop(ADDRESS_BEFORE, None)
    if before is not None and before != page.url_path:
        return _with_descendants(Action.MOVED, page)
    return page_changes(Action.CHANGED, [page])


def published(page: Page) -> Iterable[NewChange]:
    """The page is live."""
    return page_changes(Action.PUBLISHED, [page])


def unpublished(page: Page) -> Iterable[NewChange]:
    """The page was live until now."""
    return page_changes(Action.UNPUBLISHED, [page], was_live=True)


def deleted(page: Page) -> Iterable[NewChange]:
    """The page's row goes. Wagtail has unpublished it before if it was live."""
    return page_changes(Action.DELETED, [page])


def moved(page: Page, url_path_before: str, parent_before: Page) -> Iterable[NewChange]:
    """The page stands elsewhere in the tree, or elsewhere among its siblings."""
    current = Page.objects.get(pk=page.pk)
    if url_path_before == current.url_path:
        return page_changes(Action.MOVED, [current])
    changes = _with_descendants(Action.MOVED, current, _public_below(parent_before, current))
    sites = _sites()
    before, now = _site_of(parent_before, sites), _site_of(current, sites)
    if before == now:
        return changes
    # Of no site, so that whoever follows either of the two hears of it.
    return [_replaced(change, site_id=None) if change.site_id == now else change for change in changes]


def revision_saved(revision: Revision, created: bool) -> Iterable[NewChange]:
    """A draft was written, or one was given a time to be published at."""
    is_scheduled = revision.approved_go_live_at is not None
    if not created and not is_scheduled:
        return
    action = Action.SCHEDULED if is_scheduled else Action.DRAFTED
    model = revision.content_type.model_class()
    if model is None:
        return
    if issubclass(model, Page):
        page = Page.objects.filter(pk=revision.object_id).first()
        if page is not None:
            tags = object_tags(page) if is_scheduled else frozenset[str]()
            yield _change(action, page, tags, False, _sites())
    elif (registration := tracked(model)) and issubclass(model, DraftStateMixin):
        instance = model._default_manager.filter(pk=revision.object_id).first()
        if instance is not None:
            change = object_change(action, instance, registration, is_public=False)
            yield change if is_scheduled else _without_tags(change)


def page_changes(
    action: Action, pages: Iterable[Page], was_live: bool = False, was_public: Container[int] = frozenset()
) -> Iterator[NewChange]:
    """A change for each of ``pages``. ``was_live`` pages were live until now; those with an id in ``was_public`` could
    be seen, and one of them that moved out of sight is restricted.
    """
    sites = _sites()
    with visibility_scope(opened=frozenset()):
        for page in pages:
            live, page.live = page.live, page.live or was_live
            is_public = is_public_page(page) and _is_on_a_site(page)
            page.live = live
            is_lost = page.pk in was_public and not is_public
            told = Action.RESTRICTED if is_lost and action is Action.MOVED else action
            yield _change(told, page, object_tags(page), is_public or is_lost, sites)


def _public_below(parent_before: Page, moved: Page) -> frozenset[int]:
    """The ids of ``moved`` and of pages below it that could be seen when they stood under another parent."""
    with visibility_scope(opened=frozenset()):
        if parent_before.path.startswith(restricted_paths()) or not _is_on_a_site(parent_before):
            return frozenset()
        moved_along = tuple(path for path in restricted_paths() if path.startswith(moved.path))
    live = Page.objects.filter(path__startswith=moved.path, live=True).values_list("pk", "path")
    return frozenset(pk for pk, path in live if not path.startswith(moved_along))


def _is_on_a_site(page: Page) -> bool:
    """Whether ``page`` has an address. Without one, the public cannot see it."""
    return any(page.url_path.startswith(root.root_path) for root in Site.get_site_root_paths())


def _with_descendants(action: Action, page: Page, was_public: Container[int] = frozenset()) -> list[NewChange]:
    """Changes of ``page`` and of all below it, of which the first makes stale every list of pages."""
    below = Page.objects.filter(path__startswith=page.path, depth__gt=page.depth).order_by("path")
    changes = [*page_changes(action, [page, *below.iterator()], was_public=was_public)]
    if len(changes) > 1:
        changes[0] = _with_tags(changes[0], every_page_tag())
    return changes


def _change(
    action: Action, page: Page, tags: frozenset[str], is_public: bool, sites: list[tuple[str, int]]
) -> NewChange:
    return NewChange(
        action=action,
        object_type=(page.specific_class or Page)._meta.label,
        object_id=str(page.pk),
        tags=tags,
        is_public=is_public,
        uuid=page.translation_key,
        site_id=_site_of(page, sites),
    )


def _site_of(page: Page, sites: list[tuple[str, int]]) -> int | None:
    return next((site_id for root, site_id in sites if page.path.startswith(root)), None)


def _sites() -> list[tuple[str, int]]:
    """The tree path of every site's root and the site's id; roots within other sites first."""
    roots = Site.objects.values_list("root_page__path", "pk")
    return sorted(roots, key=lambda root: (-len(root[0]), root[1]))


def _with_tags(change: NewChange, tags: frozenset[str]) -> NewChange:
    return _replaced(change, tags=change.tags | tags)


def _without_tags(change: NewChange) -> NewChange:
    return _replaced(change, tags=frozenset())


def _replaced(change: NewChange, **others: Any) -> NewChange:
    fields: dict[str, Any] = {name: getattr(change, name) for name in NewChange.__slots__}
    return NewChange(**{**fields, **others})
