"""The days on which an event that repeats does not take place."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

__all__ = ["LeftOutDate"]


class LeftOutDate(models.Model):
    """One such day, on the calendar of the place."""

    event = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="left_out_dates")
    date = models.DateField(_("date"))

    panels = [FieldPanel("date")]

    class Meta:
        verbose_name = _("date left out")
        verbose_name_plural = _("dates left out")
        ordering = ["date"]

    def __str__(self) -> str:
        return self.date.isoformat()
