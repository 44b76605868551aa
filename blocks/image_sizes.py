"""Which renditions an image needs: from the recipes and its size and format to Wagtail's filters.

Arithmetic only: no file is opened and no query made. ``blocks.renditions`` looks for these renditions,
``cms.media.preparation`` makes them.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, Literal

from wagtail.images import get_image_model
from wagtail.images.models import Filter

from blocks.recipes import image_recipes

__all__ = ["FORMATS", "Format", "Sizes", "every_filter_spec", "image_filter", "varying_fields", "wanted_renditions"]

Format = Literal["avif", "webp", "original"]
FORMATS: tuple[Format, ...] = ("avif", "webp", "original")

#: Filters by format, the smallest image first. The recipe's own filter is among those of the original format.
Sizes = dict[Format, tuple[str, ...]]

_FACTORS = (0.5, 1, 1.5, 2)
_SMALLEST_WIDTH = 160  # pixels; a smaller variant saves nothing worth a file
_LARGEST_WIDTH = 2560  # pixels, of variants that are larger than the recipe says
_WORTH_IT = 1.2  # how much wider the larger variant must be than the usual one

_FORMAT_OF_SUFFIX = {".avif": "avif", ".webp": "webp"}
_NUMBERS = re.compile(r"\d+")
_SCALABLE = {"fill", "max", "min", "width", "height"}


def wanted_renditions(image: Any) -> dict[str, Sizes]:
    """For each recipe and format, the filters of the renditions that ``image`` should have, by growing width.

    An image that is too small for the larger variants of a recipe has fewer; none is ever enlarged.
    """
    focal = (image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height)
    suffix = PurePosixPath(image.file.name or "").suffix.lower()
    return {
        name: _sizes(recipe.filter_spec, _FORMAT_OF_SUFFIX.get(suffix, ""), image.width, image.height, focal)
        for name, recipe in image_recipes().items()
    }


def every_filter_spec() -> list[str]:
    """The filters of every rendition that some image could need."""
    specs = (variant for recipe in image_recipes().values() for variant in _variants(recipe.filter_spec))
    return sorted({_in_format(spec, form) for spec in specs for form in FORMATS})


@lru_cache(maxsize=1024)
def image_filter(spec: str) -> Filter:
    """Wagtail's filter for ``spec``, which is parsed once in each process."""
    return Filter(spec)


@lru_cache(maxsize=1024)
def varying_fields(spec: str) -> tuple[str, ...]:
    """The fields of an image that decide, beside its file, what ``spec`` makes of it: the focal point, or none.
    The keys of its renditions tell them apart, and are alike for all filters with the same fields.
    """
    return tuple(name for operation in image_filter(spec).operations for name in getattr(operation, "vary_fields", ()))


@lru_cache(maxsize=8192)
def _sizes(spec: str, own_format: str, width: int, height: int, focal: tuple[int | None, ...]) -> Sizes:
    x, y, focal_width, focal_height = focal
    sample = get_image_model()(
        width=width,
        height=height,
        focal_point_x=x,
        focal_point_y=y,
        focal_point_width=focal_width,
        focal_point_height=focal_height,
        collection_id=0,
    )
    chosen = tuple(_chosen(spec, sample))
    kept = _stated_format(spec) or own_format  # what a file without further conversion will be
    return {form: chosen if form == kept else tuple(_in_format(size, form) for size in chosen) for form in FORMATS}


def _chosen(spec: str, sample: Any) -> Iterator[str]:
    usual = _width(spec, sample)
    if (half := _scaled(spec, 0.5)) and _SMALLEST_WIDTH <= _width(half, sample) < usual:
        yield half
    yield spec
    for factor in (2, 1.5):
        larger = _scaled(spec, factor)
        if larger and usual * _WORTH_IT <= _width(larger, sample) <= _LARGEST_WIDTH:
            yield larger
            return


def _width(spec: str, sample: Any) -> int:
    return int(image_filter(spec).get_transform(sample).size[0])


def _variants(spec: str) -> Iterable[str]:
    return {spec, *(scaled for factor in _FACTORS if (scaled := _scaled(spec, factor)))}


@lru_cache(maxsize=1024)
def _scaled(spec: str, factor: float) -> str | None:
    """``spec`` for an image ``factor`` times as wide; ``None`` when its size depends on the image alone."""
    operations = spec.split("|")
    scaled = ["-".join(_scaled_operation(operation.split("-"), factor)) for operation in operations]
    return "|".join(scaled) if scaled != operations else None


def _scaled_operation(parts: list[str], factor: float) -> list[str]:
    if parts[0] not in _SCALABLE or len(parts) == 1:
        return parts
    size = _NUMBERS.sub(lambda number: str(max(1, round(int(number[0]) * factor))), parts[1])
    return [parts[0], size, *parts[2:]]


def _stated_format(spec: str) -> str:
    stated = [operation.split("-")[1] for operation in spec.split("|") if operation.startswith("format-")]
    return stated[-1] if stated else ""


def _in_format(spec: str, form: Format) -> str:
    if form == "original":
        return spec
    kept = [operation for operation in spec.split("|") if not operation.startswith("format-")]
    return "|".join([*kept, f"format-{form}"])
