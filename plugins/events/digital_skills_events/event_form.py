"""The form of an event's edit screen: what an event needs before it is published, and what its lists must fit.

Relations and lists are not on the page while it is validated, so what concerns them is checked here. What only readers
need does not keep a draft from being saved.
"""

from itertools import groupby
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from digital_skills_events.choices import Attendance, EventStatus

__all__ = ["EventPageForm", "TimeZoneSelect"]


def _time_zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """The time zones of places, by region: ``("Australia", [("Australia/Sydney", "Sydney"), …])``."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix")))
    regions = groupby(names, key=lambda name: name.partition("/")[0])
    found = [
        (region, [(name, name.partition("/")[2].replace("_", " ").replace("/", ", ")) for name in names])
        for region, names in regions
    ]
    return [*found, ("UTC", [("UTC", "UTC")])]


class TimeZoneSelect(forms.Select):
    """Offers every time zone. The column takes a name and knows no choices, which differ between computers."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs, choices=_time_zones())


class EventPageForm(WagtailAdminPageForm):
    """Checks what readers need to find the place, and the dates that are left out."""

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be right, and what is missing before publishing."""
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            self._check_place(cleaned)
        self._check_registration(cleaned)
        return cleaned

    def _post_clean(self) -> None:
        """Django's hook for what needs the page as it was filled in."""
        super()._post_clean()
        self._check_left_out_dates()

    def _check_place(self, cleaned: dict[str, Any]) -> None:
        attendance = cleaned.get("attendance")
        moved = cleaned.get("status") == EventStatus.MOVED_ONLINE
        online = moved or attendance in (Attendance.ONLINE, Attendance.BOTH)
        if online and not cleaned.get("online_url") and "online_url" not in self.errors:
            self.add_error("online_url", ValidationError(_("Where do people take part online?"), code="required"))
        if not moved and attendance in (Attendance.IN_PERSON, Attendance.BOTH) and not cleaned.get("locations"):
            self.add_error("locations", ValidationError(_("Where do people meet?"), code="required"))

    def _check_registration(self, cleaned: dict[str, Any]) -> None:
        form_page = cleaned.get("registration_page")
        if form_page is None:
            return
        if cleaned.get("registration_url"):
            self.add_error("registration_page", _("Give either a web address or a form, so that people know which."))
        if self.instance.pk and not form_page.is_descendant_of(self.instance):
            self.add_error("registration_page", _("Choose a form that stands below this event."))

    def _check_left_out_dates(self) -> None:
        rows = self.formsets.get("left_out_dates")
        page = self.instance
        if self.errors or rows is None or not rows.is_valid():
            return
        possible = page.possible_dates
        for row in rows.forms:
            day = row.cleaned_data.get("date")
            if day is not None and not row.cleaned_data.get("DELETE") and day not in possible:
                row.add_error("date", _("The event does not take place on this day anyway."))
                self.add_error(None, _("One of the dates that are left out is none of this event."))
