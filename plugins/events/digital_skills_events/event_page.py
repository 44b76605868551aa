"""EventPage: a workshop, a meet-up, a guest talk or a pop-up, once or in a rhythm."""

from django import forms
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.search import index

from blocks.field import SectionsField
from digital_skills_events.choices import Attendance, EventKind, EventStatus
from digital_skills_events.event_form import EventPageForm, TimeZoneSelect
from digital_skills_events.event_times import EventTimes
from digital_skills_events.serializers import (
    AttendanceSerializer,
    KindSerializer,
    MomentSerializer,
    OccurrencesSerializer,
    RecurrenceSerializer,
    StatusSerializer,
)
from digital_skills_events.speakers import EventSpeakersSerializer
from pages.base import BasePage
from pages.serializers import PageReferenceSerializer
from pages.snippets.audience import AudiencesSerializer
from pages.snippets.location import LocationsSerializer
from pages.snippets.practice import PracticesSerializer

__all__ = ["EventPage"]

_OF_TIMES = ("start_date", "start_time", "end_date", "end_time", "time_zone")
_OF_RHYTHM = (*_OF_TIMES, "repeats", "repeat_every", "repeat_weekdays", "repeat_until", "repeat_times")


class EventPage(EventTimes, BasePage):  # type: ignore[django-manager-missing]  # pages’ managers are untyped
    """Something that people come to at a certain time."""

    page_description = _("A workshop, a meet-up, a guest talk or a pop-up, once or again and again.")
    base_form_class = EventPageForm
    show_in_menus_default = False
    template = "events/event_page.html"

    body = SectionsField("event", blank=True, verbose_name=_("sections"))
    kind = models.CharField(_("kind"), max_length=16, choices=EventKind.choices, default=EventKind.WORKSHOP)
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=EventStatus.choices,
        default=EventStatus.SCHEDULED,
        help_text=_("Rather than unpublish an event that is cancelled, say so here: calendars tell it to people then."),
    )
    status_note = models.CharField(
        _("what that means"),
        max_length=255,
        blank=True,
        help_text=_("For people who wanted to come, for instance “We will meet in spring instead.”"),
    )
    attendance = models.CharField(
        _("attendance"), max_length=16, choices=Attendance.choices, default=Attendance.IN_PERSON
    )
    locations = ParentalManyToManyField(
        "pages.Location", verbose_name=_("locations"), blank=True, related_name="events"
    )
    online_url = models.URLField(
        _("online at"), max_length=500, blank=True, help_text=_("The web address where people take part.")
    )
    practices = ParentalManyToManyField(
        "pages.Practice", verbose_name=_("practices"), blank=True, related_name="events"
    )
    audiences = ParentalManyToManyField(
        "pages.Audience", verbose_name=_("audiences"), blank=True, related_name="events"
    )
    registration_url = models.URLField(
        _("registration"), max_length=500, blank=True, help_text=_("The web address where people register.")
    )
    registration_page = models.ForeignKey(
        "pages.FormPage",
        verbose_name=_("registration form"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Or a form page below this event, which you add once the event is saved."),
    )
    capacity = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("How many people can come. Empty is as many as like."),
    )

    content_panels = [*BasePage.lead_panels, FieldPanel("body")]
    time_panels = [
        MultiFieldPanel(
            [
                *(FieldPanel(name) for name in _OF_TIMES if name != "time_zone"),
                FieldPanel("time_zone", widget=TimeZoneSelect),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel([FieldPanel("status"), FieldPanel("status_note")], heading=_("Does it take place?")),
        MultiFieldPanel(
            [FieldPanel(name) for name in _OF_RHYTHM if name not in _OF_TIMES],
            heading=_("Does it come round?"),
        ),
        InlinePanel(
            "left_out_dates",
            heading=_("Dates left out"),
            label=_("date"),
            help_text=_("Days on which an event that repeats does not take place, such as holidays."),
        ),
    ]
    event_panels = [
        MultiFieldPanel(
            [
                FieldPanel("attendance"),
                FieldPanel("locations", widget=forms.CheckboxSelectMultiple),
                FieldPanel("online_url"),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("practices", widget=forms.CheckboxSelectMultiple),
                FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("What, and for whom"),
        ),
        InlinePanel("speakers", heading=_("Speakers"), label=_("speaker")),
        MultiFieldPanel(
            [
                FieldPanel("registration_url"),
                PageChooserPanel("registration_page", "pages.FormPage"),
                FieldPanel("capacity"),
            ],
            heading=_("Registration"),
        ),
    ]
    edit_handler = BasePage.tabs(content_panels, (_("When"), time_panels), (_("Event"), event_panels))

    search_fields = [
        *BasePage.search_fields,
        index.FilterField("kind"),
        index.FilterField("status"),
        index.FilterField("last_date"),
        index.RelatedFields("locations", [index.SearchField("name"), index.FilterField("slug")]),
        index.RelatedFields("practices", [index.SearchField("name"), index.FilterField("slug")]),
        index.RelatedFields("audiences", [index.SearchField("name"), index.FilterField("slug")]),
        index.RelatedFields("speakers", [index.SearchField("name"), index.SearchField("role")]),
    ]

    api_fields = [
        *BasePage.api_fields,
        APIField("kind", serializer=KindSerializer()),
        APIField("status", serializer=StatusSerializer()),
        APIField("status_note"),
        APIField("starts", serializer=MomentSerializer()),
        APIField("ends", serializer=MomentSerializer()),
        APIField("time_zone"),
        APIField("recurrence", serializer=RecurrenceSerializer()),
        APIField("occurrences", serializer=OccurrencesSerializer()),
        APIField("attendance", serializer=AttendanceSerializer()),
        APIField("locations", serializer=LocationsSerializer()),
        APIField("online_url"),
        APIField("practices", serializer=PracticesSerializer()),
        APIField("audiences", serializer=AudiencesSerializer()),
        APIField("speakers", serializer=EventSpeakersSerializer()),
        APIField("registration_url"),
        APIField("registration_page", serializer=PageReferenceSerializer()),
        APIField("capacity"),
    ]
    api_prefetch = (
        *BasePage.api_prefetch,
        "locations",
        "practices",
        "audiences",
        "speakers__contact__organisation",
        "registration_page",
        "left_out_dates",
    )
    api_reads = {
        **BasePage.api_reads,
        "starts": _OF_TIMES,
        "ends": _OF_TIMES,
        "recurrence": (*_OF_RHYTHM, "left_out_dates"),
        "occurrences": (*_OF_RHYTHM, "left_out_dates"),
    }

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
