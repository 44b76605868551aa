"""A page type with a list of rows and a relation to a snippet, and the snippet, which has drafts and workflows."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PublishingPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    Revision,
    RevisionMixin,
    WorkflowMixin,
    WorkflowState,
)

from blocks.field import SectionsField
from pages.base import BasePage


class Trainer(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """Somebody who holds workshops."""

    name = models.CharField(max_length=100)
    _revisions = GenericRelation(Revision, content_type_field="base_content_type")
    workflow_states = GenericRelation(WorkflowState, content_type_field="base_content_type")

    panels = [FieldPanel("name"), PublishingPanel()]

    def __str__(self) -> str:
        return self.name


class WorkshopPage(BasePage):
    """A workshop."""

    template = "pages/content_page.html"

    body = SectionsField("workshop", blank=True)
    room = models.CharField(max_length=100, blank=True)
    trainer = models.ForeignKey(Trainer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    content_panels = [
        *BasePage.lead_panels,
        FieldPanel("room"),
        FieldPanel("trainer"),
        InlinePanel("sessions"),
        FieldPanel("body"),
    ]
    edit_handler = BasePage.tabs(content_panels)


class WorkshopSession(Orderable):
    """One date of a workshop."""

    page = ParentalKey(WorkshopPage, on_delete=models.CASCADE, related_name="sessions")
    subject = models.CharField(max_length=100)

    panels = [FieldPanel("subject")]
