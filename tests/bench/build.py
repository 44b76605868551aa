"""Fills a database of this CMS for the measurement: `--sections 1 --pages 2000 --keys FILE`.

Run by ``servers`` through ``with_django``, with the settings and the ``DATABASE_URL`` of the servers to come. Writes
the keys of what is asked for to FILE as JSON; does nothing when the database is filled already.
"""

import argparse
import json
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Site

from cms.media.preparation import every_image, prepare
from pages.models import ContentPage, IndexPage, ProgramPage
from tests.bench.content import (
    DOCUMENTS,
    IMAGES,
    LINKED_PAGES,
    Section,
    Targets,
    page_sections,
    page_title,
)
from tests.bench.planting import body_of, plant, plant_one, plant_search_entries

PROGRAMS = 10  # one page in so many is a program
SHORT = 3  # sections of the pages that are there to be many
KINDS = 100  # different bodies of those
FULL = 2_000  # pages that have all sections


def main() -> None:
    """Parse the command line, and fill."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, default=1)
    parser.add_argument("--pages", type=int, default=FULL, help="under each section")
    parser.add_argument("--host", default="127.0.0.1:8000", help="of the site, as HOST:PORT")
    parser.add_argument("--keys", type=Path, required=True)
    asked = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    site = Site.objects.get(is_default_site=True)
    hostname, _colon, port = asked.host.partition(":")
    Site.objects.filter(pk=site.pk).update(hostname=hostname, port=int(port))
    if not asked.keys.exists():
        keys = fill(site.root_page, asked.sections, asked.pages)
        gather_statistics()
        asked.keys.write_text(json.dumps(keys))


def fill(home: Page, sections: int, pages: int) -> dict[str, Any]:
    """Plant ``sections`` with ``pages`` each under ``home``, a tenth of them programs. Returns the keys."""
    targets = plant_targets(plant_one(IndexPage, home, "Linked"))
    short = [list(page_sections(number, targets, SHORT)) for number in range(KINDS)]

    def sections_of(page: int) -> list[Section]:
        return list(page_sections(page, targets)) if page < FULL else short[page % KINDS]

    keys: list[int] = []
    above: list[int] = []
    for number in range(sections):
        section = plant_one(IndexPage, home, f"Section {number}")
        above.append(section.pk)
        first = number * pages
        programs = pages // PROGRAMS if sections > 1 else 0
        plant(ProgramPage, section, [f"Program {first + each}" for each in range(programs)])
        numbers = range(first, first + pages - programs)

        def fields(position: int, numbers: range = numbers) -> dict[str, Any]:
            page = numbers[position]
            return {"body": body_of(sections_of(page), page), "lede": "What this page is about, and whom it is for."}

        keys += plant(ContentPage, section, [page_title(page) for page in numbers], fields)
    plant_search_entries(ContentPage.objects.get(pk=keys[-1]))
    return {"pages": keys[:FULL], "sections": above, "total": Page.objects.count()}


def gather_statistics() -> None:
    """Do at once what PostgreSQL's autovacuum does some time after so many rows were written."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def plant_targets(linked: Page) -> Targets:
    """What pages link to and show."""
    root = Collection.get_first_root_node()
    documents = [
        get_document_model().objects.create(
            title=f"Document {number}", collection=root, file=ContentFile(b"a,b\n", name=f"table-{number}.csv")
        )
        for number in range(DOCUMENTS)
    ]
    images = [
        get_image_model().objects.create(
            title=f"Image {number}", description="People at a desk", collection=root, file=_picture(number)
        )
        for number in range(2 * IMAGES)
    ]
    for image in every_image():
        prepare(image)
    return Targets(
        pages=plant(ContentPage, linked, [f"Linked page {number}" for number in range(LINKED_PAGES)]),
        documents=[document.pk for document in documents],
        images=[image.pk for image in images],
    )


def _picture(number: int) -> ContentFile[bytes]:
    content = BytesIO()
    Picture.new("RGB", (1200, 675), (40 * number % 255, 90, 120)).save(content, "JPEG")
    return ContentFile(content.getvalue(), name=f"picture-{number}.jpg")


if __name__ == "__main__":
    main()
