"""The golden files of the API: one page of each type, each block, an image, a document and a redirect, per version."""

import re
from pathlib import Path
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, get_page_models

from blocks.registry import SECTION, registrations
from home.models import FeaturedPage
from tests.clients import ApiClient
from tests.cms.api.stored_blocks import Targets, stored_blocks
from tests.factories import pages as factories
from tests.factories.media import DocumentFactory, ImageFactory, prepare_all_images
from tests.factories.pages import ContentPageFactory, ProgramPageFactory, rich_text, section
from tests.factories.sites import default_home
from tests.golden import SNAPSHOTS, matches

pytestmark = pytest.mark.django_db

PAGE_TYPES = [model.__name__ for model in get_page_models() if model is not Page]
BLOCK_TYPES = [SECTION, *(entry.name for entry in registrations())]
FILES = ["image", "document", "redirect"]
BLOCK_ID = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether the golden files are to be written."""
    return bool(request.config.getoption("--snapshot-update"))


def complete(page_type: str) -> Any:
    """A page with every field filled in."""
    if page_type != "HomePage":
        return getattr(factories, f"{page_type}Factory")(complete=True)
    home = default_home()
    home.hero_text = "Training, programs and communities."
    home.hero_image = ImageFactory()
    home.featured = [FeaturedPage(page=ProgramPageFactory(title="Featured program"))]
    home.body = home._meta.get_field("body").to_python(
        [{**section("News", {**rich_text("Nothing yet."), "id": BLOCK_ID}, anchor="news"), "id": BLOCK_ID}]
    )
    home.save()
    return home


def tagged_image() -> Any:
    image = ImageFactory()
    image.tags.add("people")
    return image


def file_name(name: str) -> str:
    """``ProgramPage`` is in ``program_page.json``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower() + ".json"


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_a_page_of_each_type_reads_as_agreed(api: ApiClient, page_type: str, update: bool) -> None:
    page = complete(page_type)
    prepare_all_images()

    matches(Path(api.version, "pages", file_name(page_type)), api.page(page), update=update)


@pytest.mark.parametrize("block_type", BLOCK_TYPES)
def test_a_block_of_each_type_reads_as_agreed(api: ApiClient, block_type: str, update: bool) -> None:
    value = stored_blocks(Targets.make())[block_type]
    page = ContentPageFactory(body=[{"type": block_type, "value": value, "id": BLOCK_ID}])

    prepare_all_images()
    [block] = api.page(page)["body"]

    matches(Path(api.version, "blocks", f"{block_type}.json"), block, update=update)


@pytest.mark.parametrize("kind", FILES)
def test_an_object_of_each_other_kind_reads_as_agreed(api: ApiClient, kind: str, update: bool) -> None:
    made: Any = {
        "image": tagged_image,
        "document": DocumentFactory,
        "redirect": lambda: Redirect.add_redirect("/old/", redirect_to=ProgramPageFactory()),
    }[kind]()

    prepare_all_images()
    answer = api.json(f"{kind}s/{made.pk}/")

    for volatile in ("redirect_page_id", "site_id"):
        if answer.get(volatile):
            answer[volatile] = 0
    matches(Path(api.version, f"{kind}.json"), answer, update=update)


def test_both_versions_show_a_block_alike() -> None:
    for block_type in BLOCK_TYPES:
        v2, v3 = (SNAPSHOTS / version / "blocks" / f"{block_type}.json" for version in ("v2", "v3"))
        assert v2.read_text() == v3.read_text()


def test_no_golden_file_is_left_over() -> None:
    expected = {
        *(Path("pages", file_name(name)) for name in PAGE_TYPES),
        *(Path("blocks", f"{name}.json") for name in BLOCK_TYPES),
        *(Path(f"{name}.json") for name in FILES),
    }
    for version in ("v2", "v3"):
        root = SNAPSHOTS / version
        assert {path.relative_to(root) for path in root.rglob("*.json")} == expected
