"""What the API says of images and documents beyond Wagtail's own fields. Named in their ``api_fields``.

Each return annotation is the type in version 3. The same words as in ``blocks.references``, so that an image reads
alike wherever it appears.
"""

from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field

from blocks.references import RenditionReference, image_reference, with_host

__all__ = [
    "AbsoluteURLSerializer",
    "FileSizeSerializer",
    "FileTypeSerializer",
    "RenditionsSerializer",
    "TextSerializer",
]

WHOLE_OBJECT = "*"

if TYPE_CHECKING:
    _Field = Field[Any, Any, Any, Any]
else:
    _Field = Field


class TextSerializer(_Field):
    """A text under a name of the API's."""

    def to_representation(self, value: str) -> str:
        """``value`` is the text."""
        return value


class AbsoluteURLSerializer(_Field):
    """The address of the original file, with its host. The source is ``url`` or ``file.url``."""

    def to_representation(self, value: str) -> str:
        """``value`` is the address as the storage gives it."""
        return with_host(value)


class FileTypeSerializer(_Field):
    """The extension of the file in lower case: ``"pdf"``."""

    def to_representation(self, value: str) -> str:
        """``value`` is the extension."""
        return value.lower()


class FileSizeSerializer(_Field):
    """The size of the file in bytes; ``null`` when the file is gone."""

    def __init__(self) -> None:
        super().__init__(source=WHOLE_OBJECT, read_only=True)

    def to_representation(self, value: Any) -> int | None:
        """``value`` is the document."""
        size: int | None = value.get_file_size()
        return size


class RenditionsSerializer(_Field):
    """One rendition per recipe (``IMAGE_RECIPES``); none when the file cannot be read."""

    def __init__(self) -> None:
        super().__init__(source=WHOLE_OBJECT, read_only=True)

    def to_representation(self, value: Any) -> dict[str, RenditionReference]:
        """``value`` is the image."""
        reference = image_reference(value)
        return reference["renditions"] if reference else {}
