"""The image, rendition and document models that Wagtail uses here.

Named in settings as ``WAGTAILIMAGES_IMAGE_MODEL`` and ``WAGTAILDOCS_DOCUMENT_MODEL``; other rooms reach them by
``get_image_model()`` and ``get_document_model()``.
"""

import logging
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from cms.media.appearance import appearance
from cms.media.serializers import (
    AbsoluteURLSerializer,
    FileSizeSerializer,
    FileTypeSerializer,
    FocalPointSerializer,
    KnownTextSerializer,
    RenditionsSerializer,
    TextSerializer,
)

__all__ = ["CustomDocument", "CustomImage", "Rendition"]

logger = logging.getLogger(__name__)


class CustomImage(AbstractImage):
    """An uploaded image. ``description`` (Wagtail's) is its alt text unless a page says otherwise."""

    description = models.CharField(
        _("description"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("What the image tells, for people who cannot see it. A page may say it in other words."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made the image, and under which licence, as it should be shown beside it."),
    )
    color = models.CharField(_("dominant colour"), max_length=7, blank=True, default="", editable=False)
    placeholder = models.TextField(_("placeholder"), blank=True, default="", editable=False)
    renditions_asked_at = models.DateTimeField(_("renditions asked for at"), null=True, editable=False)

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    api_fields = [
        APIField("alt", serializer=TextSerializer(source="description")),
        APIField("credit"),
        APIField("url", serializer=AbsoluteURLSerializer(source="file.url")),
        APIField("focal_point", serializer=FocalPointSerializer()),
        APIField("color", serializer=KnownTextSerializer()),
        APIField("placeholder", serializer=KnownTextSerializer()),
        APIField("renditions", serializer=RenditionsSerializer()),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and look at a file that is new."""
        if self.file and not self.file._committed:
            self._look_at_file()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "color", "placeholder"}
        super().save(*args, **kwargs)

    def _look_at_file(self) -> None:
        try:
            self.color, self.placeholder = appearance(self.file)
        except Exception as error:  # whatever a codec raises: the form has its own say on what may be uploaded
            self.color, self.placeholder = "", ""
            logger.warning("Image %r cannot be looked at: %s", self.title, error)


class Rendition(AbstractRendition):
    """One size of an image, made from a Wagtail filter."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_per_filter")
        ]


class CustomDocument(AbstractDocument):
    """An uploaded document."""

    admin_form_fields = WagtailDocument.admin_form_fields

    api_fields = [
        APIField("url", serializer=AbsoluteURLSerializer()),
        APIField("file_type", serializer=FileTypeSerializer(source="file_extension")),
        APIField("size", serializer=FileSizeSerializer()),
    ]
