"""Keeping what is previewed, and giving it back as a page. Called by ``cms.preview.modes`` and by the API.

What is typed in one form replaces what was typed there before, so a preview that follows the typing keeps one row, and
a tab that was opened earlier shows the latest when it is loaded again.
"""

import datetime
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.ledger.turns import turn
from cms.preview.models import PreviewedDraft
from cms.preview.tokens import LIFE, key_of, no_such_preview

__all__ = ["MOST_FOR_A_PERSON", "find_draft", "keep_draft", "page_of"]

#: More than anybody looks at within an hour; the oldest go first.
MOST_FOR_A_PERSON = 50

#: The key of a page that was never saved. No page has it.
NEVER_SAVED = 0


def keep_draft(page: Page, user: Any, *, is_typed: bool) -> PreviewedDraft:
    """Keep ``page`` (specific, with what may be unsaved) for ``user``. ``is_typed`` is what stands in a form now.

    Whose ended is removed, whoever made it. Raises ``Page.DoesNotExist`` for a page without a place in the tree.
    """
    now = timezone.now()
    with turn(), transaction.atomic():
        PreviewedDraft.objects.filter(kept_at__lt=now - LIFE).delete()
        draft = _kept(page, user, now, is_typed=is_typed)
        newest_first = PreviewedDraft.objects.filter(user=user).order_by("-kept_at", "-pk")
        too_many = list(newest_first.values_list("pk", flat=True)[MOST_FOR_A_PERSON:])
        PreviewedDraft.objects.filter(pk__in=too_many).delete()
    return draft


def find_draft(token: str) -> PreviewedDraft:
    """The draft that ``token`` is for, as long as its maker's account is open. Raises ``InvalidCredentialError``."""
    draft = PreviewedDraft.objects.filter(key=key_of(token), user__is_active=True).first()
    if draft is None:
        raise no_such_preview()
    return draft


def page_of(draft: PreviewedDraft) -> Page:
    """The page as it was kept, with the place in the tree that it has now. One that was never saved has the key 0.

    Raises ``Page.DoesNotExist`` where its type is not installed.
    """
    model: Any = draft.content_type.model_class()
    if model is None:
        raise Page.DoesNotExist(f"{draft.content_type} is not installed.")
    if draft.page is not None:
        return cast(Page, draft.page.specific.with_content_json(draft.content))
    page = model.from_serializable_data(draft.content)
    parent = cast(Page, draft.parent)
    page.id = page.pk = NEVER_SAVED
    page.depth = parent.depth + 1
    page.path = page._get_path(parent.path, page.depth, 0)  # children are counted from one
    page.numchild = 0
    page.locale_id = page.locale_id or parent.locale_id
    page.set_url_path(parent)
    return cast(Page, page)


def _kept(page: Page, user: Any, now: datetime.datetime, *, is_typed: bool) -> PreviewedDraft:
    is_saved = page.pk is not None
    parent = None if is_saved else page.get_parent()
    values = {
        "content_type": page.cached_content_type,
        "page_id": page.pk,
        "parent": parent,
        "content": page.serializable_data(),
        "kept_at": now,
    }
    if not is_typed:
        return PreviewedDraft.objects.create(user=user, **values)
    form = f"page {page.pk}" if is_saved else f"{page._meta.label} below {cast(Page, parent).pk}"
    draft, _is_new = PreviewedDraft.objects.update_or_create(user=user, form=form, defaults=values)
    return draft
