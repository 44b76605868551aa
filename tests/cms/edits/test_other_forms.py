"""Two people edit one snippet, one setting, one image or one document: the second save is refused as on pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils import WagtailTestUtils

from home.models import SiteSettings, SocialLink
from tests.cms.edits.editors import Editor, editor
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.sites import default_home
from tests.factories.snippets import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Editor:
    return editor(AdministratorFactory(first_name="Ada", last_name="Lovelace"))


@pytest.fixture
def ben() -> Editor:
    return editor(AdministratorFactory(first_name="Ben", last_name="Bitdiddle"))


def practice() -> tuple[str, str, Any]:
    made = PracticeFactory(name="Service design")
    return reverse(type(made).snippet_viewset.get_url_name("edit"), args=[made.pk]), "description", made


def setting() -> tuple[str, str, Any]:
    default_home()
    site = Site.objects.get(is_default_site=True)
    made = SiteSettings.for_site(site)
    return reverse("wagtailsettings:edit", args=["home", "sitesettings", site.pk]), "footer_text", made


def image() -> tuple[str, str, Any]:
    made = ImageFactory(title="As it was")
    return reverse("wagtailimages:edit", args=[made.pk]), "title", made


def document() -> tuple[str, str, Any]:
    made = DocumentFactory(title="As it was")
    return reverse("wagtaildocs:edit", args=[made.pk]), "title", made


KINDS = pytest.mark.parametrize("make", [practice, setting, image, document])
Make = Callable[[], tuple[str, str, Any]]


def notice(response: Any) -> str:
    found = WagtailTestUtils.get_soup(response.content.decode()).find(attrs={"data-edits-refused": True})
    return " ".join(found.get_text(" ").split()) if found else ""


def stored(made: Any, field: str) -> str:
    value: str = getattr(type(made).objects.get(pk=made.pk), field)
    return value


@KINDS
def test_a_stale_save_is_refused_and_nothing_typed_is_lost(ada: Editor, ben: Editor, make: Make) -> None:
    url, field, made = make()
    form = ben.open(url)
    assert ada.open(url).save(**{field: "Ada's words"}).status_code == 302
    assert stored(made, field) == "Ada's words"

    response = form.save(**{field: "Ben's words"})

    assert response.status_code == 200
    assert "Ada Lovelace has saved this" in notice(response)
    assert stored(made, field) == "Ada's words"
    assert form.again(response).data[field].strip() == "Ben's words"
    assert "different from what is stored now" in notice(response)


@KINDS
def test_saving_again_needs_the_box(ada: Editor, ben: Editor, make: Make) -> None:
    url, field, made = make()
    form = ben.open(url)
    ada.open(url).save(**{field: "Ada's words"})
    refused = form.save(**{field: "Ben's words"})
    again = form.again(refused)

    assert "Ada Lovelace" in notice(again.save())
    box = WagtailTestUtils.get_soup(refused.content.decode()).find(attrs={"name": "edits_save_over"})
    assert again.save(**{box["name"]: box["value"]}).status_code == 302
    assert stored(made, field) == "Ben's words"


@KINDS
def test_ones_own_other_window_is_named_as_such(ben: Editor, make: Make) -> None:
    url, field, made = make()
    first, second = ben.open(url), ben.open(url)
    first.save(**{field: "First"})

    assert "You have saved this" in notice(second.save(**{field: "Second"}))
    assert stored(made, field) == "First"


@KINDS
def test_what_changed_without_a_name_is_refused_as_well(ben: Editor, make: Make) -> None:
    url, field, made = make()
    form = ben.open(url)
    fresh = type(made).objects.get(pk=made.pk)
    setattr(fresh, field, "By a program")
    fresh.save()

    assert "Somebody has saved this" in notice(form.save(**{field: "Ben's words"}))
    assert stored(made, field) == "By a program"


@KINDS
def test_nobody_in_between_is_no_conflict(ben: Editor, make: Make) -> None:
    url, field, made = make()
    for number in range(2):
        assert ben.open(url).save(**{field: f"Words {number}"}).status_code == 302
    assert stored(made, field) == "Words 1"


def test_what_the_background_finds_out_of_an_image_is_no_conflict(ben: Editor) -> None:
    url, field, made = image()
    form = ben.open(url)
    type(made).objects.filter(pk=made.pk).update(file_hash="0" * 40, file_size=1)
    made.get_rendition("width-10")

    assert form.save(**{field: "Ben's words"}).status_code == 302


def test_items_of_a_setting_are_compared_as_well(ben: Editor) -> None:
    url, field, made = setting()
    form = ben.open(url)
    SocialLink.objects.create(settings=made, label="Elsewhere", url="https://example.org/")

    assert notice(form.save(**{field: "Ben's words"}))
