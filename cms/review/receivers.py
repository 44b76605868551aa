"""Connects the approvals to the signals of Django. Imported by ``cms.review.apps``."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import TaskState

from cms.review.approvals import count_for_what_they_saved

__all__ = ["approval_given"]


@receiver(pre_save, sender=TaskState)
def approval_given(instance: TaskState, raw: bool = False, **kwargs: Any) -> None:
    """See ``cms.review.approvals``. Fixtures (``raw``) are loaded as they are."""
    if not raw:
        count_for_what_they_saved(instance)
