"""The golden files of the API: one page of each type, each block, an image, a document and a redirect, per
version, and what a site has of its own."""

import re
from pathlib import Path
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site, get_page_models

from blocks.registry import SECTION, registrations
from cms.plugins.testing.client import ApiClient
from home.models import FeaturedPage, FooterMenuItem, Navigation, SiteSettings, SocialLink
from tests.cms.api.stored_blocks import Targets, stored_blocks
from tests.factories import pages as factories
from tests.factories.media import DocumentFactory, ImageFactory, prepare_all_images
from tests.factories.pages import ContentPageFactory, IndexPageFactory, ProgramPageFactory, rich_text, section
from tests.factories.sites import default_home
from tests.factories.snippets import ContactFactory
from tests.golden import SNAPSHOTS, matches

pytestmark = pytest.mark.django_db

PAGE_TYPES = [model.__name__ for model in get_page_models() if model is not Page]
BLOCK_TYPES = [SECTION, *(entry.name for entry in registrations())]
FILES = ["image", "document", "redirect"]
#: What version 3 alone has, by file: the request.
OF_A_SITE = {
    "navigation": "navigation/",
    "settings": "settings/",
    "sites": "sites/",
    "resolve/page": "resolve/?path=/learn/guides/",
    "resolve/redirect": "resolve/?path=/old/",
    "resolve/nothing": "resolve/?path=/learn/gone/",
}
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


@pytest.fixture
def site() -> None:
    """A site with all that it can have of its own."""
    learn = IndexPageFactory(title="Learn", show_in_menus=True)
    guides = ContentPageFactory(title="Guides", parent=learn, show_in_menus=True)
    Redirect.add_redirect("/old/", redirect_to=guides)
    site = Site.objects.get()
    navigation = Navigation.objects.create(site=site)
    FooterMenuItem.objects.create(navigation=navigation, label="Elsewhere", url="https://elsewhere.example.org/")
    settings = SiteSettings.objects.create(
        site=site,
        name="Digital skills",
        acknowledgement=f'<p>Read our <a linktype="page" id="{guides.pk}">guides</a>.</p>',
        contact=ContactFactory(),
        footer_text="Published by the Skills Agency",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        analytics_script_url="https://analytics.example.org/script.js",
    )
    SocialLink.objects.create(settings=settings, label="Newsletter", url="https://skills.example.org/newsletter/")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("name", OF_A_SITE)
def test_what_a_site_has_of_its_own_reads_as_agreed(v3: ApiClient, name: str, update: bool) -> None:
    response = v3.get(OF_A_SITE[name])
    answer = response.json()
    if "changes" in answer:
        answer["changes"] = 0

    assert response.status_code == (404 if name == "resolve/nothing" else 200)
    matches(Path("v3", f"{name}.json"), answer, update=update)


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
    for version, more in (("v2", set()), ("v3", {Path(f"{name}.json") for name in OF_A_SITE})):
        root = SNAPSHOTS / version
        assert {path.relative_to(root) for path in root.rglob("*.json")} == expected | more
