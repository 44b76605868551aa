"""Two snippets with drafts, one of them a special case of the other."""

from django.db import models
from wagtail.models import DraftStateMixin, RevisionMixin


class Notice(DraftStateMixin, RevisionMixin, models.Model):
    """A short text that is shown for a while."""

    text = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.text


class UrgentNotice(Notice):
    """A notice with somebody to call."""

    phone = models.CharField(max_length=20, blank=True)
