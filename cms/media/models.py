"""The image, rendition and document models that Wagtail uses here.

Named in settings as ``WAGTAILIMAGES_IMAGE_MODEL`` and ``WAGTAILDOCS_DOCUMENT_MODEL``; other rooms reach them by
``get_image_model()`` and ``get_document_model()``.
"""

import logging
from io import BytesIO
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.images.models import Image as WagtailImage

from cms.media.appearance import appearance
from cms.media.keeping import keep_renditions
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

    def create_rendition(self, filter: Filter) -> Any:
        """Make the rendition, or find the one that somebody else has made in the meantime. Called by Wagtail."""
        return self.create_renditions(filter)[filter]

    def create_renditions(self, *filters: Filter) -> dict[Filter, Any]:
        """Make several. Nobody else waits while the pictures are made."""
        if not filters:
            return {}
        with self.open_file() as file:
            original = file.read()
        made = [self.generate_rendition_instance(wanted, BytesIO(original)) for wanted in filters]
        return dict(zip(filters, keep_renditions(self, made), strict=True))

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

    def get_file_size(self) -> int | None:
        """The size in bytes; ``None`` when the file is gone.

        Kept for the next time without saving the object: the request that asks only reads, and may have read an
        older file's name. What the public sees stays the same, so the ledger is not told.
        """
        known: int | None = self.file_size  # type: ignore[has-type]  # django-stubs sees the assignment below first
        if known is not None:
            return known
        try:
            size: int = self.file.size
        except Exception as error:  # whatever a storage raises
            logger.warning("Document %s (%s) has no file: %s", self.pk, self.file.name, error)
            return None
        type(self)._default_manager.filter(pk=self.pk, file=self.file.name, file_size=None).update(file_size=size)
        self.file_size = size
        return size
