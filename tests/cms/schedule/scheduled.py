"""Makes pages and notices that are scheduled, and says what became of them."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from home.models import HomePage
from pages.models import ContentPage
from tests.cms.schedule.notices.models import Notice

__all__ = [
    "ago",
    "is_scheduled",
    "live_page",
    "notice",
    "schedule",
    "scheduled_page",
    "times_expired",
    "times_published",
]


def ago(minutes: float) -> datetime:
    """A moment in the past; with a negative number, one in the future."""
    return timezone.now() - timedelta(minutes=minutes)


def scheduled_page(slug: str, due: datetime, **fields: Any) -> ContentPage:
    """A page that was never live, approved to go live at ``due``."""
    page = HomePage.objects.get().add_child(instance=ContentPage(title=f"Page {slug}", slug=slug, live=False))
    return schedule(page, due, **fields)


def live_page(slug: str, **fields: Any) -> ContentPage:
    """A live page; ``expire_at`` among its fields lets it expire."""
    page = HomePage.objects.get().add_child(instance=ContentPage(title=f"Page {slug}", slug=slug, **fields))
    page.save_revision().publish()
    return page


def notice(text: str, due: datetime, **fields: Any) -> Notice:
    """A notice that was never live, approved to go live at ``due``."""
    return schedule(Notice.objects.create(text=text, live=False), due, **fields)


def schedule(thing: Any, due: datetime, **fields: Any) -> Any:
    """Give ``thing`` a version with ``fields`` that is approved to go live at ``due``, as an approval did back then.

    Approved before ``due``, the version of a live object changes nothing of its row, and its draft's ``go_live_at``
    stands in the revision only.
    """
    for name, value in {**fields, "go_live_at": due}.items():
        setattr(thing, name, value)
    revision = thing.save_revision(clean=False)
    thing.revisions.update(approved_go_live_at=None)
    revision.approved_go_live_at = due
    revision.save(update_fields=["approved_go_live_at"])
    return type(thing).objects.get(pk=thing.pk)


def is_scheduled(thing: Any) -> bool:
    """Whether a version of it is waiting to go live."""
    return Revision.objects.for_instance(thing).filter(approved_go_live_at__isnull=False).exists()


def times_published(thing: Any) -> int:
    """How often the schedule published it."""
    return _times_logged(thing, "wagtail.publish.scheduled")


def times_expired(thing: Any) -> int:
    """How often the schedule took it off the site."""
    return _times_logged(thing, "wagtail.unpublish.scheduled")


def _times_logged(thing: Any, action: str) -> int:
    if isinstance(thing, Page):
        return PageLogEntry.objects.filter(page=thing.pk, action=action).count()
    content_type = ContentType.objects.get_for_model(thing, for_concrete_model=False)
    return ModelLogEntry.objects.filter(object_id=str(thing.pk), content_type=content_type, action=action).count()
