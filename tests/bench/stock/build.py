"""Fills stock Wagtail's database with the page of ``tests.bench.content``: the argument is FILE.

Run by ``servers`` through ``with_django``. Writes the page's key to FILE as JSON; does nothing when FILE is there.
"""

import json
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, Site

from tests.bench.content import (
    DOCUMENTS,
    IMAGES,
    LINKED_PAGES,
    Targets,
    page_sections,
    page_title,
)
from tests.bench.stock.models import StockPage


def fill() -> dict[str, Any]:
    """Make the page with what it links to and shows. Returns its key."""
    call_command("migrate", interactive=False, verbosity=0)
    Page.objects.filter(depth=2).delete()
    home = Page.get_first_root_node().add_child(instance=StockPage(title="Home", slug="start"))
    Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True)
    targets = Targets(
        pages=[home.add_child(instance=StockPage(title=f"Linked page {each}")).pk for each in range(LINKED_PAGES)],
        documents=[
            Document.objects.create(title=f"Document {each}", file=ContentFile(b"a,b\n", name=f"table-{each}.csv")).pk
            for each in range(DOCUMENTS)
        ],
        images=[Image.objects.create(title=f"Image {each}", file=_picture(each)).pk for each in range(2 * IMAGES)],
    )
    page = home.add_child(instance=StockPage(title=page_title(0), body=list(_blocks(targets))))
    return {"pages": [page.pk]}


def _blocks(targets: Targets) -> Any:
    number = 0
    for section in page_sections(0, targets):
        for kind, value in (("heading", section.heading), ("text", section.html), ("image", section.image)):
            if value is not None:
                number += 1
                yield {"type": kind, "value": value, "id": str(UUID(int=number))}


def _picture(number: int) -> ContentFile[bytes]:
    content = BytesIO()
    Picture.new("RGB", (1200, 675), (40 * number % 255, 90, 120)).save(content, "JPEG")
    return ContentFile(content.getvalue(), name=f"picture-{number}.jpg")


if __name__ == "__main__":
    keys = Path(sys.argv[1])
    if not keys.exists():
        keys.write_text(json.dumps(fill()))
