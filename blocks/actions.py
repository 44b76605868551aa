"""Call to action: the one thing that a reader should do next."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, EmailBlock, PageChooserBlock, StructBlock, URLBlock
from wagtail.documents.blocks import DocumentChooserBlock

from blocks import groups
from blocks.targets import Target, TargetValue, chosen_targets, refuse_several_targets

__all__ = ["CallToActionBlock", "CallToActionData", "is_work_to_do"]


class CallToActionData(TypedDict):
    """A call to action in the API. ``target`` is ``null`` while nobody has said where it leads, and when the public may
    not go there: leave it out then.
    """

    text: str
    description: str
    target: Target | None


def is_work_to_do(value: Any) -> bool:
    """Whether nobody has said yet where ``value`` (of a call to action) leads. Pages warn before they are published."""
    return not chosen_targets(value)


class CallToActionBlock(StructBlock):
    """A button or a prominent link. Without a target it is work to do: visible to editors, left out in public."""

    text = CharBlock(
        label=_("Text"), max_length=100, help_text=_("What happens: “Join our mailing list”, not “Click here”.")
    )
    description = CharBlock(
        label=_("Description"),
        required=False,
        default="",
        max_length=500,
        help_text=_("What readers should know before."),
    )
    page = PageChooserBlock(
        label=_("Page"),
        required=False,
        help_text=_(
            "Fill in one of page, document, address and email. Not known yet? Leave all four empty: it stays "
            "here as work to do, and readers do not see it."
        ),
    )
    document = DocumentChooserBlock(label=_("Document"), required=False)
    url = URLBlock(label=_("Address"), required=False, default="", help_text=_("On another site."))
    email = EmailBlock(label=_("Email"), required=False, default="")

    def clean(self, value: Any) -> Any:
        """Refuse several targets; none is allowed."""
        cleaned = super().clean(value)
        refuse_several_targets(cleaned)
        return cleaned

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> CallToActionData:
        """See ``CallToActionData``."""
        return CallToActionData(text=value["text"] or "", description=value["description"] or "", target=value.target)

    class Meta:
        label = _("Call to action")
        icon = "arrow-right-full"
        group = groups.LINKS
        template = "blocks/call_to_action.html"
        value_class = TargetValue
        label_format = "{text}"
        description = _("The one thing that a reader should do next.")
        preview_value = {
            "text": "Join our mailing list",
            "description": "One short email a month.",
            "page": None,
            "document": None,
            "url": "https://www.example.org/",
            "email": "",
        }
