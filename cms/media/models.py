"""The image, rendition and document models that Wagtail uses here.

Named in settings as ``WAGTAILIMAGES_IMAGE_MODEL`` and ``WAGTAILDOCS_DOCUMENT_MODEL``; other rooms reach them by
``get_image_model()`` and ``get_document_model()``.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from cms.media.serializers import (
    AbsoluteURLSerializer,
    FileSizeSerializer,
    FileTypeSerializer,
    RenditionsSerializer,
    TextSerializer,
)

__all__ = ["CustomDocument", "CustomImage", "Rendition"]


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

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    api_fields = [
        APIField("alt", serializer=TextSerializer(source="description")),
        APIField("credit"),
        APIField("url", serializer=AbsoluteURLSerializer(source="file.url")),
        APIField("renditions", serializer=RenditionsSerializer()),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


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
