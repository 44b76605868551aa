"""The page that is measured, in words: twelve sections of rich text with links, three of them with an image.

Read by ``planting`` for the pages of this CMS and by ``stock.build`` for the same page in stock Wagtail. Nothing here
depends on either, so that both serve equal content.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random

__all__ = ["DOCUMENTS", "IMAGES", "LINKED_PAGES", "SECTIONS", "Section", "Targets", "page_sections", "page_title"]

SECTIONS = 12
IMAGES = 3
LINKED_PAGES = 24
DOCUMENTS = 6
PAGES_PER_TEXT = 3  # links of one rich text to pages; one more leads to a document
WORDS = [
    "people",
    "learn",
    "skills",
    "service",
    "design",
    "team",
    "practice",
    "research",
    "program",
    "digital",
    "support",
    "training",
    "online",
    "public",
    "plan",
    "agency",
    "work",
    "community",
    "content",
    "delivery",
    "product",
    "measure",
    "result",
    "change",
    "start",
    "join",
    "choose",
    "build",
    "share",
    "improve",
]


@dataclass(frozen=True)
class Targets:
    """The keys of what pages link to and show."""

    pages: Sequence[int]
    documents: Sequence[int]
    images: Sequence[int]


@dataclass(frozen=True)
class Section:
    """``html`` is rich text as Wagtail stores it; ``image`` the key of the image under it."""

    heading: str
    html: str
    image: int | None = None


def page_title(number: int) -> str:
    """The title of the page with this number; the same number gives the same page everywhere."""
    return f"Measured page {number}"


def page_sections(number: int, targets: Targets, count: int = SECTIONS) -> Iterator[Section]:
    """The sections of the page with this number. ``IMAGES`` of them have an image, spread evenly."""
    chance = Random(number)  # repeatable words, no secret
    apart = max(1, count // IMAGES)
    images = islice(cycle(targets.images), number, None)
    for position in range(count):
        has_image = position % apart == 0 and position // apart < IMAGES
        yield Section(
            heading=_sentence(chance, 4).rstrip("."),
            html=_rich_text(chance, number + position, targets),
            image=next(images) if has_image else None,
        )


def _rich_text(chance: Random, turn: int, targets: Targets) -> str:
    pages = islice(cycle(targets.pages), turn * PAGES_PER_TEXT, (turn + 1) * PAGES_PER_TEXT)
    links = [f'<a linktype="page" id="{pk}">{_sentence(chance, 2)}</a>' for pk in pages]
    document = targets.documents[turn % len(targets.documents)]
    links.append(f'<a linktype="document" id="{document}">{_sentence(chance, 2)}</a>')
    items = "".join(f'<li data-block-key="{turn:05}">{_sentence(chance, 6)} {link}</li>' for link in links)
    return (
        f'<p data-block-key="a{turn:04}">{_sentence(chance, 18)} <b>{_sentence(chance, 3)}</b> {links[0]}.</p>'
        f'<p data-block-key="b{turn:04}">{_sentence(chance, 24)}</p><ul>{items}</ul>'
    )


def _sentence(chance: Random, words: int) -> str:
    return f"{' '.join(chance.choices(WORDS, k=words)).capitalize()}."
