"""The number of queries does not grow with the images of a response, whether their renditions are there or not."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import Filter

from blocks.renditions import missing_filters
from cms.media.models import Rendition
from cms.plugins.testing.client import ApiClient
from tests.factories.media import ImageFactory
from tests.factories.pages import ContentPageFactory, section

pytestmark = pytest.mark.django_db

FEW, MANY = 3, 60


def put_renditions(images: Iterable[Any]) -> None:
    """Rows for all renditions, without files: the API opens none."""
    Rendition.objects.bulk_create(
        Rendition(
            image=image,
            filter_spec=spec,
            focal_point_key=Filter(spec).get_cache_key(image),
            file=f"images/{image.pk}.{spec.replace('|', '.')}.png",
            width=image.width,
            height=image.height,
        )
        for image in images
        for spec in missing_filters(image)
    )


def image_block(image: Any) -> dict[str, Any]:
    return {"type": "image", "value": {"image": image.pk, "decorative": True}}


def page_with(images: list[Any]) -> Any:
    """A page that shows each of the images once: in a section of its body, on a card, or when it is shared."""
    social, *others = images
    half = len(others) // 2
    cards = {"cards": [{"title": f"Card {image.pk}", "image": image.pk} for image in others[half:]]}
    return ContentPageFactory(
        title=f"Page with {len(images)}",
        social_image=social,
        body=[
            section("Pictures", *(image_block(image) for image in others[:half])),
            {"type": "cards", "value": cards},
        ],
    )


def queries(api: ApiClient, path: str, **parameters: Any) -> tuple[int, Any]:
    """How many queries a request takes when nothing is cached, and its answer."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = api.json(path, **parameters)
    return len(captured), answer


def sources(answer: Any) -> list[str]:
    """Every ``src`` of a rendition in ``answer``."""
    if isinstance(answer, dict):
        found = [value for key, value in answer.items() if key == "src"]
        return found + [source for value in answer.values() for source in sources(value)]
    return [source for value in answer for source in sources(value)] if isinstance(answer, list) else []


@pytest.fixture(params=[True, False], ids=["prepared", "missing"])
def images(request: pytest.FixtureRequest) -> list[Any]:
    made = [ImageFactory() for _number in range(FEW + MANY)]
    if request.param:
        put_renditions(made)
    return made


def test_a_page_costs_the_same_with_three_and_with_sixty_images(api: ApiClient, images: list[Any]) -> None:
    few, many = page_with(images[:FEW]), page_with(images[FEW:])
    api.page(ContentPageFactory(title="Something else"))  # what is read once in a process

    queries_of_few, shown_few = queries(api, f"pages/{few.pk}/")
    queries_of_many, shown_many = queries(api, f"pages/{many.pk}/")

    assert queries_of_many == queries_of_few
    assert len(sources(shown_few)) == 4 * FEW
    assert len(sources(shown_many)) == 4 * MANY
    assert len(set(sources(shown_many))) >= MANY


def test_a_listing_costs_the_same_with_three_and_with_sixty_images(api: ApiClient, images: list[Any]) -> None:
    asked = {"fields": "*"} if api.version == "v2" else {}
    api.json("images/", limit=1, offset=FEW + MANY, **asked)

    queries_of_few, shown_few = queries(api, "images/", limit=FEW, **asked)
    queries_of_many, shown_many = queries(api, "images/", limit=MANY, offset=FEW, **asked)

    assert queries_of_many == queries_of_few
    assert (len(shown_few["items"]), len(shown_many["items"])) == (FEW, MANY)
    assert len(sources(shown_many)) == 4 * MANY
