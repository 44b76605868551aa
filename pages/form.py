"""FormPage: a form that readers fill in, such as a mailing list or a question to a team."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.contrib.forms.models import AbstractEmailForm
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import RichTextField

from blocks.field import SectionsField
from blocks.rich_text import RichTextSerializer
from pages.base import BasePage
from pages.parts.form import FormFieldsSerializer
from pages.preview_modes import with_further_modes
from pages.serializers import LabelSerializer
from pages.submissions.addresses import submit_url
from pages.submissions.builder import BoundedFormBuilder
from pages.submissions.rendered import refusal, trap_of_page
from pages.submissions.trap import SpamTrapData, SpamTrapSerializer, spam_trap

__all__ = ["FormPage"]


class FormPage(AbstractEmailForm, BasePage):
    """A form. What people send is kept in the admin and may be sent on by email."""

    form_builder = BoundedFormBuilder
    show_in_menus_default = False
    page_description = _("A form: a mailing list, an expression of interest, a question.")

    body = SectionsField("form", blank=True, verbose_name=_("sections"))
    thank_you = RichTextField(
        _("thank-you text"), blank=True, help_text=_("Shown after sending: what happens now, and when.")
    )

    content_panels = [FormSubmissionsPanel(), *BasePage.lead_panels, FieldPanel("body")]
    form_panels = [
        InlinePanel(
            "form_fields",
            heading=_("Questions"),
            label=_("question"),
            help_text=_("Ask only what you need. Every question that you leave out makes the form easier."),
        ),
        FieldPanel("thank_you"),
        MultiFieldPanel(
            [FieldPanel("to_address"), FieldPanel("from_address"), FieldPanel("subject")],
            heading=_("Send each submission by email"),
            help_text=_("Submissions are always kept here. These addresses are never published."),
        ),
    ]
    edit_handler = BasePage.tabs(content_panels, (_("Form"), form_panels))

    search_fields = BasePage.search_fields

    #: Where submissions are mailed to is nobody's business, so those fields are not here.
    api_fields = [
        *BasePage.api_fields,
        APIField("form_fields", serializer=FormFieldsSerializer()),
        APIField("submit_url", serializer=LabelSerializer()),
        APIField("spam_trap", serializer=SpamTrapSerializer()),
        APIField("thank_you", serializer=RichTextSerializer()),
    ]
    api_prefetch = (*BasePage.api_prefetch, "form_fields")

    class Meta:
        verbose_name = _("form page")
        verbose_name_plural = _("form pages")

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Those of every page, and Wagtail's for forms in place of the usual rendering."""
        return with_further_modes(self, AbstractEmailForm.preview_modes)

    @property
    def submit_url(self) -> str:
        """Where the API takes submissions of this form."""
        return submit_url(self)

    @property
    def spam_trap(self) -> SpamTrapData:
        """The field that people leave empty."""
        return spam_trap()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's, with the spam trap."""
        return {**super().get_context(request, *args, **kwargs), **trap_of_page(self)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Wagtail's, with the throttle and the spam trap in front of what is sent."""
        refused = refusal(self, request) if request.method == "POST" else None
        return refused or super().serve(request, *args, **kwargs)
