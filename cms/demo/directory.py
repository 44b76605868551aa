"""Creates what the demo's pages refer to: organisations, contacts, locations, practices, audiences, images and
documents.

Called by ``cms.demo.load``. An object that is there already (by its slug, name or title) is used as it is.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db.models import Model
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.demo.drawing import draw
from cms.demo.sources import read
from pages.models import Audience, Contact, Location, Organisation, Practice

__all__ = ["Directory", "create_directory"]


@dataclass
class Directory:
    """What pages may refer to, by kind (``"image"``, ``"contact"``, ...) and by the key that the content files use."""

    objects: dict[str, dict[str, Model]] = field(default_factory=dict)

    def get(self, kind: str, key: str) -> Model:
        """The object of ``kind`` with ``key``. Raises ``KeyError``, which names both, when the content files are
        wrong.
        """
        try:
            return self.objects[kind][key]
        except KeyError:
            raise KeyError(f"The demo content refers to {kind} {key!r}, which no file describes.") from None


def create_directory() -> Directory:
    """Create whatever is missing, and answer with all of it."""
    source = read("directory")
    files = read("files")
    directory = Directory()
    made = directory.objects
    made["organisation"] = {
        key: _get_or_create(Organisation, {"slug": key}, values) for key, values in source["organisations"].items()
    }
    made["contact"] = {
        key: _get_or_create(
            Contact,
            {"name": values["name"]},
            {**values, "organisation": made["organisation"][values["organisation"]]},
        )
        for key, values in source["contacts"].items()
    }
    for kind, model in (("location", Location), ("practice", Practice), ("audience", Audience)):
        made[kind] = {key: _get_or_create(model, {"slug": key}, values) for key, values in source[f"{kind}s"].items()}
    made["image"] = {key: _image(key, values) for key, values in files["images"].items()}
    made["document"] = {key: _document(values) for key, values in files["documents"].items()}
    return directory


def _get_or_create(model: type[Model], identity: dict[str, Any], values: dict[str, Any]) -> Model:
    found = model._default_manager.filter(**identity).first()
    return found or model._default_manager.create(**{**values, **identity})


def _image(key: str, values: dict[str, Any]) -> Model:
    images = get_image_model()
    found: Model | None = images.objects.filter(title=values["title"]).first()
    if found:
        return found
    picture = ContentFile(draw(values["pattern"], values["palette"]), name=f"{slugify(key)}.png")
    image: Model = images(
        title=values["title"],
        description=values["alt"],
        credit="Drawn by Digital Skills CMS",
        file=ImageFile(picture, name=picture.name),
    )
    image.save()
    return image


def _document(values: dict[str, Any]) -> Model:
    documents = get_document_model()
    found: Model | None = documents.objects.filter(title=values["title"]).first()
    if found:
        return found
    document: Model = documents(
        title=values["title"], file=ContentFile(values["text"].encode(), name=values["filename"])
    )
    document.save()
    return document
