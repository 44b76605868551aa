"""What the API says of an image's renditions: those that exist, read in one query for many images.

A rendition is never made here. Where some are missing, the signal ``renditions_missing`` says so, and the nearest one
that exists stands in. Used by ``blocks.references``, ``blocks.choosers``, ``cms.media`` and ``cms.api``.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.dispatch import Signal
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from typing_extensions import TypedDict
from wagtail.images import get_image_model

from blocks.image_sizes import FORMATS, Sizes, every_filter_spec, image_filter, varying_fields, wanted_renditions
from blocks.recipes import image_recipes
from cms.hookspecs import ImageRecipe

__all__ = [
    "ImageSources",
    "RenditionReference",
    "Renditions",
    "missing_filters",
    "prefetch_renditions",
    "read_renditions",
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


class _Known(NamedTuple):
    """What the API says of a rendition, without an object of its model. ``url`` is as the storage gives it."""

    filter_spec: str
    focal_point_key: str
    width: int
    height: int
    url: str


class _Candidate(NamedTuple):
    """A file that can be shown; ``url`` is its address for readers."""

    filter_spec: str
    width: int
    height: int
    url: str


def shown_images(images: Any) -> Any:
    """Those of ``images`` (a queryset) that have a file, with their renditions in one further query."""
    # By key, because searching refuses conditions on columns that are not in the search index.
    without_file = get_image_model()._default_manager.filter(file="").values("pk")
    return images.exclude(pk__in=without_file).prefetch_related(_recipe_renditions())


def prefetch_renditions(images: Iterable[Any]) -> None:
    """Read the renditions of ``images`` in one query, for who makes or deletes some. Copies of an image share them."""
    images = [image for image in images if image is not None]
    first = {image.pk: image for image in reversed(images)}
    prefetch_related_objects(list(first.values()), _recipe_renditions())
    for image in images:
        image.prefetched_renditions = first[image.pk].prefetched_renditions


def read_renditions(images: Iterable[Any]) -> None:
    """Read what ``rendition_references`` says of ``images`` in one query, without making objects of the renditions."""
    images = [image for image in images if image is not None]
    if not images:
        return
    by_key: dict[int, list[_Known]] = {image.pk: [] for image in images}
    model = get_image_model().get_rendition_model()
    url_of = model._meta.get_field("file").storage.url  # found once: the storage is a lazy object
    rows = model.objects.filter(image_id__in=by_key).values_list("image_id", *_Known._fields[:-1], "file")
    for key, spec, focal_point_key, width, height, name in rows:
        by_key[key].append(_Known(spec, focal_point_key, width, height, url_of(name)))
    for image in images:
        image.known_renditions = by_key[image.pk]


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
    original = _Candidate("", image.width, image.height, address(image.file.url))
    shown = {spec: _Candidate(spec, each.width, each.height, address(each.url)) for spec, each in existing.items()}
    return Renditions({name: _reference(image_recipes()[name], wanted[name], shown, original) for name in wanted})


def missing_filters(image: Any) -> list[str]:
    """The filters of those renditions of ``image`` that should exist and do not, without repetition."""
    if image._get_prefetched_renditions() is None:
        prefetch_renditions([image])
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
    renditions = image._get_prefetched_renditions()
    if renditions is None:
        if not hasattr(image, "known_renditions"):
            read_renditions([image])
        renditions = image.known_renditions
    keys: dict[tuple[str, ...], str] = {}
    existing = {}
    for rendition in renditions:
        spec = rendition.filter_spec
        if spec not in specs:
            continue
        fields = varying_fields(spec)
        if fields not in keys:
            keys[fields] = image_filter(spec).get_cache_key(image)
        if rendition.focal_point_key == keys[fields]:
            existing[spec] = rendition
    return existing


def _reference(
    recipe: ImageRecipe, wanted: Sizes, shown: dict[str, _Candidate], original: _Candidate
) -> RenditionReference:
    usual = recipe.filter_spec
    found = {form: [shown[spec] for spec in wanted[form] if spec in shown] for form in FORMATS}
    source = shown.get(usual) or _nearest(found["original"], wanted["original"], usual) or original
    return RenditionReference(
        src=source.url,
        width=source.width,
        height=source.height,
        srcset=ImageSources(
            avif=_srcset(found["avif"]),
            webp=_srcset(found["webp"]),
            original=_srcset(found["original"]) or f"{original.url} {original.width}w",
        ),
    )


def _nearest(found: list[_Candidate], wanted: tuple[str, ...], usual: str) -> _Candidate | None:
    place = wanted.index(usual)
    return min(found, key=lambda candidate: abs(wanted.index(candidate.filter_spec) - place), default=None)


def _srcset(candidates: list[_Candidate]) -> str | None:
    by_width = {candidate.width: candidate.url for candidate in candidates}
    return ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items())) or None
