"""What the API says of images and documents beyond Wagtail's own fields. Named in their ``api_fields``.

Each return annotation is the type in version 3. The same words as in ``blocks.references``, so that an image reads
alike wherever it appears.
"""

from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field

from blocks.references import FocalPoint, focal_point, with_host
from blocks.renditions import Renditions, rendition_references

__all__ = [
    "AbsoluteURLSerializer",
    "FileSizeSerializer",
    "FileTypeSerializer",
    "FocalPointSerializer",
    "KnownTextSerializer",
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


class KnownTextSerializer(_Field):
    """A text that the system finds out by itself; ``null`` until it has."""

    def to_representation(self, value: str) -> str | None:
        """``value`` is the text."""
        return value or None


class FocalPointSerializer(_Field):
    """What must stay in sight when the image is cut; ``null`` when nobody has said."""

    def __init__(self) -> None:
        super().__init__(source=WHOLE_OBJECT, read_only=True)

    def to_representation(self, value: Any) -> FocalPoint | None:
        """``value`` is the image."""
        return focal_point(value)


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
    """One rendition per recipe."""

    def __init__(self) -> None:
        super().__init__(source=WHOLE_OBJECT, read_only=True)

    def to_representation(self, value: Any) -> Renditions:
        """``value`` is the image."""
        return rendition_references(value)
