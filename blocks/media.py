"""Images within a page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import BooleanBlock, CharBlock, StructBlock, StructBlockValidationError, StructValue, TextBlock

from blocks import groups
from blocks.choosers import ImageChooserBlock
from blocks.previews import newest_image
from blocks.references import ImageReference, image_reference
from blocks.visibility import is_public_file

__all__ = ["ImageBlock", "ImageData"]


class ImageData(TypedDict):
    """An image in the API. ``image`` is ``null`` when the public may not see it; its ``alt`` is empty exactly when
    ``decorative`` is true.
    """

    image: ImageReference | None
    decorative: bool
    caption: str
    credit: str


class ImageValue(StructValue):
    """The value of an image block."""

    @property
    def alt(self) -> str:
        """The alternative text: nothing for a decorative image, else what this page says, else what the image itself
        is described as.
        """
        if self["decorative"]:
            return ""
        return self["alt_text"] or (self["image"].description if self["image"] else "")

    @property
    def shown_credit(self) -> str:
        """Who made the image: what this page says, else what the image itself says, if the public may see it."""
        return self["credit"] or getattr(self.public_image, "credit", "")

    @property
    def public_image(self) -> Any:
        """The image, if the public may see it."""
        return self["image"] if is_public_file(self["image"]) else None


class ImageBlock(StructBlock):
    """An image with its alternative text, or explicitly without."""

    image = ImageChooserBlock(label=_("Image"))
    alt_text = TextBlock(
        label=_("Alternative text"),
        required=False,
        default="",
        max_length=500,
        help_text=_(
            "What the image tells, for people who cannot see it. Empty, the image’s own description is used. "
            "Do not start with “Image of”."
        ),
    )
    decorative = BooleanBlock(
        label=_("Decorative"),
        required=False,
        default=False,
        help_text=_("The image tells nothing that the text does not say. Screen readers pass over it."),
    )
    caption = CharBlock(
        label=_("Caption"), required=False, default="", max_length=500, help_text=_("Shown under the image.")
    )
    credit = CharBlock(
        label=_("Credit"),
        required=False,
        default="",
        max_length=255,
        help_text=_("Who made the image. Empty, the image’s own credit is used."),
        search_index=False,
    )

    def clean(self, value: Any) -> Any:
        """Require exactly one of an alternative text (the page's or the image's own) and “decorative”."""
        cleaned = super().clean(value)
        if self.is_deferred_validation or not cleaned["image"]:
            return cleaned
        if cleaned["decorative"] and cleaned["alt_text"]:
            raise StructBlockValidationError(
                {
                    "decorative": ValidationError(
                        _("A decorative image has no alternative text. Empty it, or untick this.")
                    )
                }
            )
        if not cleaned["decorative"] and not cleaned.alt:
            raise StructBlockValidationError(
                {"alt_text": ValidationError(_("Say what the image tells, or tick “Decorative”."), code="required")}
            )
        return cleaned

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> ImageData:
        """See ``ImageData``."""
        return ImageData(
            image=image_reference(value["image"], alt=value.alt),
            decorative=bool(value["decorative"]),
            caption=value["caption"] or "",
            credit=value.shown_credit,
        )

    def get_preview_value(self) -> Any:
        """The newest image of the library."""
        return self.normalize(
            {
                "image": newest_image(),
                "alt_text": "",
                "decorative": False,
                "caption": "What the image shows, in a few words.",
                "credit": "",
            }
        )

    class Meta:
        label = _("Image")
        icon = "image"
        group = groups.MEDIA
        template = "blocks/image.html"
        value_class = ImageValue
        label_format = "{caption}"
        description = _("A picture with alternative text and, if you like, a caption.")
