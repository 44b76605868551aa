"""FormPage: a form that readers fill in, such as a mailing list or a question to a team."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import AbstractEmailForm
from wagtail.fields import RichTextField

from blocks.field import SectionsField
from pages.base import BasePage

__all__ = ["FormPage"]


class FormPage(AbstractEmailForm, BasePage):
    """A form. What people send is kept in the admin and may be sent on by email."""

    parent_page_types = ["home.HomePage", "pages.IndexPage", "pages.ProgramPage", "pages.PilotPage"]
    subpage_types: list[str] = []
    page_description = _("A form: a mailing list, an expression of interest, a question.")

    body = SectionsField("form", blank=True, verbose_name=_("sections"))
    thank_you = RichTextField(
        _("thank-you text"), blank=True, help_text=_("Shown after sending: what happens now, and when.")
    )

    class Meta:
        verbose_name = _("form page")
        verbose_name_plural = _("form pages")
