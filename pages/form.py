"""FormPage: a form that readers fill in, such as a mailing list or a question to a team."""

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

__all__ = ["FormPage"]


class FormPage(AbstractEmailForm, BasePage):
    """A form. What people send is kept in the admin and may be sent on by email."""

    parent_page_types = ["home.HomePage", "pages.IndexPage", "pages.ProgramPage", "pages.PilotPage"]
    subpage_types: list[str] = []
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
        APIField("thank_you", serializer=RichTextSerializer()),
    ]
    api_prefetch = (*BasePage.api_prefetch, "form_fields")

    class Meta:
        verbose_name = _("form page")
        verbose_name_plural = _("form pages")
