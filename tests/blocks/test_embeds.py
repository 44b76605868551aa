"""Embeds within rich text: images that readers may see, and nothing that is loaded from elsewhere."""

import pytest
from wagtail.models import CollectionViewRestriction

from blocks.rich_text import rich_text_in, to_public_html, to_public_text
from tests.factories.media import CollectionFactory, ImageFactory

pytestmark = pytest.mark.django_db


def embed(image_id: object, alt: str = "Two &amp; three") -> str:
    return f'<embed embedtype="image" id="{image_id}" format="left" alt="{alt}"/>'


def test_an_image_is_an_element_with_its_description_and_its_size() -> None:
    html = to_public_html(embed(ImageFactory().pk))

    assert html.startswith('<img src="http')
    assert 'alt="Two &amp; three"' in html
    assert "width=" in html


def test_an_image_that_readers_may_not_see_is_its_description() -> None:
    restricted = CollectionFactory()
    CollectionViewRestriction.objects.create(collection=restricted, restriction_type="login")

    for image_id in (ImageFactory(collection=restricted).pk, 10**9, "x", ""):
        assert to_public_html(embed(image_id)) == "Two &amp; three"


@pytest.mark.parametrize("url", ["https://www.youtube.com/watch?v=abcdef12345", "http://example.org/a?b=1&amp;c=2"])
def test_media_is_a_link_and_nobody_is_asked(url: str) -> None:
    html = to_public_html(f'<embed embedtype="media" url="{url}"/>')

    assert html == f'<p><a href="{url}">{url}</a></p>'


@pytest.mark.parametrize("url", ["javascript:alert(1)", "&lt;script&gt;", ""])
def test_an_address_of_another_kind_is_text(url: str) -> None:
    assert to_public_html(f'<embed embedtype="media" url="{url}"/>') == url


def test_a_hidden_image_is_text_in_markdown() -> None:
    with rich_text_in("markdown"):
        assert to_public_text(f"<p>See {embed(10**9, 'the plan')}</p>") == "See the plan"
