"""What the API says of an image's renditions: those that exist, read in one query for many images.

A rendition is never made here. Where some are missing, the signal ``renditions_missing`` says so, and the nearest one
that exists stands in. Used by ``blocks.references``, ``blocks.choosers``, ``cms.media`` and ``cms.api``.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.dispatch import Signal
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from typing_extensions import TypedDict
from wagtail.images import get_image_model

from blocks.image_sizes import FORMATS, Sizes, every_filter_spec, image_filter, wanted_renditions
from blocks.recipes import image_recipes
from cms.hookspecs import ImageRecipe

__all__ = [
    "ImageSources",
    "RenditionReference",
    "Renditions",
    "missing_filters",
    "prefetch_renditions",
    "rendition_references",
    "renditions_missing",
    "shown_images",
    "with_host",
]

#: Sent by ``rendition_references`` with ``image``, which lacks a rendition. Receivers must not make it there and then.
renditions_missing = Signal()


class ImageSources(TypedDict):
    """For each format the candidates of an HTML ``srcset`` (``"https://… 320w, https://… 640w"``), or ``null`` where
    none is prepared yet. ``original`` is the format of the uploaded file, which every browser shows.
    """

    avif: str | None
    webp: str | None
    original: str


class RenditionReference(TypedDict):
    """An image as a recipe shows it. ``width`` and ``height`` are those of ``src``, in pixels."""

    src: str
    width: int
    height: int
    srcset: ImageSources


class Renditions(dict[str, RenditionReference]):
    """One entry per recipe, which its JSON Schema lists by name: those of hooks are known when the process starts."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Called by pydantic. Any dictionary with such entries will do."""
        return handler(dict[str, RenditionReference])

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Called by pydantic when it writes the schema."""
        answer = handler(schema)
        entry = answer.pop("additionalProperties")
        names = list(image_recipes())
        return {**answer, "properties": dict.fromkeys(names, entry), "required": names, "additionalProperties": False}


def shown_images(images: Any) -> Any:
    """Those of ``images`` (a queryset) that have a file, with their renditions in one further query."""
    # By key, because searching refuses conditions on columns that are not in the search index.
    without_file = get_image_model()._default_manager.filter(file="").values("pk")
    return images.exclude(pk__in=without_file).prefetch_related(_recipe_renditions())


def prefetch_renditions(images: Iterable[Any]) -> None:
    """Read the renditions of ``images`` in one query. Several copies of one image share them."""
    images = [image for image in images if image is not None]
    first = {image.pk: image for image in reversed(images)}
    prefetch_related_objects(list(first.values()), _recipe_renditions())
    for image in images:
        image.prefetched_renditions = first[image.pk].prefetched_renditions


def with_host(url: str) -> str:
    """``url`` of an upload with a host: the installation's own, unless the storage names another."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{url}" if url.startswith("/") else url


def rendition_references(image: Any, address: Callable[[str], str] = with_host) -> Renditions:
    """One entry per recipe, of the renditions that exist. ``address`` makes what is shown of a storage's URL."""
    wanted = wanted_renditions(image)
    specs = _specs(wanted)
    existing = _existing(image, specs)
    if len(existing) < len(specs):
        renditions_missing.send(type(image), image=image)
    return Renditions(
        {name: _reference(image, image_recipes()[name], wanted[name], existing, address) for name in wanted}
    )


def missing_filters(image: Any) -> list[str]:
    """The filters of those renditions of ``image`` that should exist and do not, without repetition."""
    specs = _specs(wanted_renditions(image))
    existing = _existing(image, specs)
    return [spec for spec in specs if spec not in existing]


def _recipe_renditions() -> Prefetch[Any]:
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=every_filter_spec())
    return Prefetch("renditions", queryset=renditions, to_attr="prefetched_renditions")


def _specs(wanted: dict[str, Sizes]) -> dict[str, None]:
    return dict.fromkeys(spec for sizes in wanted.values() for specs in sizes.values() for spec in specs)


def _existing(image: Any, specs: Collection[str]) -> dict[str, Any]:
    """The renditions of ``image`` as it is, by filter: those that were cut for another focal point do not count."""
    if image._get_prefetched_renditions() is None:
        prefetch_renditions([image])
    return {
        rendition.filter_spec: rendition
        for rendition in image._get_prefetched_renditions()
        if rendition.filter_spec in specs
        and rendition.focal_point_key == image_filter(rendition.filter_spec).get_cache_key(image)
    }


def _reference(
    image: Any, recipe: ImageRecipe, wanted: Sizes, existing: dict[str, Any], address: Callable[[str], str]
) -> RenditionReference:
    usual = recipe.filter_spec
    found = {form: [existing[spec] for spec in wanted[form] if spec in existing] for form in FORMATS}
    source = existing.get(usual) or _nearest(found["original"], wanted["original"], usual) or image
    srcset = {form: _srcset(found[form], address) for form in FORMATS}
    return RenditionReference(
        src=address(source.file.url),
        width=source.width,
        height=source.height,
        srcset=ImageSources(
            avif=srcset["avif"],
            webp=srcset["webp"],
            original=srcset["original"] or f"{address(image.file.url)} {image.width}w",
        ),
    )


def _nearest(found: list[Any], wanted: tuple[str, ...], usual: str) -> Any:
    place = wanted.index(usual)
    return min(found, key=lambda rendition: abs(wanted.index(rendition.filter_spec) - place), default=None)


def _srcset(renditions: list[Any], address: Callable[[str], str]) -> str | None:
    by_width = {rendition.width: address(rendition.file.url) for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items())) or None
