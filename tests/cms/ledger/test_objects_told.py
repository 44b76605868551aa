"""What the ledger says of files, snippets, sites, settings, menus and redirects, and of what a plugin registers."""

from typing import Any

import pytest
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Site

from cms.ledger.models import Change
from cms.media.preparation import prepare
from home.models import MainMenuItem, Navigation, SiteSettings
from tests.cms.ledger.told import Told, default_site, label
from tests.cms.schedule.notices.models import Notice
from tests.factories.media import DocumentFactory, ImageFactory, PreparedImageFactory, picture
from tests.factories.pages import ContentPageFactory, IndexPageFactory, ProgramPageFactory
from tests.factories.sites import SiteFactory
from tests.factories.snippets import ContactFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def fresh(thing: Any) -> Any:
    return type(thing)._default_manager.get(pk=thing.pk)


def change(thing: Any, **fields: Any) -> None:
    thing = fresh(thing)
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


def short(row: Change) -> tuple[str, bool, set[str]]:
    return row.action, row.is_public, set(row.tags)


@pytest.mark.parametrize(
    "fields", [{"title": "Other"}, {"focal_point_x": 3, "focal_point_y": 3}, {"file": picture(80, 40)}]
)
def test_an_image(told: Told, fields: dict[str, Any]) -> None:
    image = ImageFactory()
    expected = ("changed", True, {f"image-{image.pk}", "images"})
    assert short(told.one(image)) == expected
    change(image, **fields)
    assert short(told.one(image)) == expected
    fresh(image).delete()
    assert short(told.one(image)) == ("deleted", *expected[1:])


def test_tags_of_an_image(told: Told) -> None:
    image = ImageFactory()
    told.forget()
    image.tags.add("desk")
    assert told.one(image).action == "changed"
    image.tags.clear()
    assert told.one(image).action == "changed"


def test_a_tag_that_has_another_name_or_goes(told: Told) -> None:
    image, document, other = ImageFactory(), DocumentFactory(), ImageFactory()
    for file in (image, document):
        file.tags.add("desk")
    other.tags.add("table")
    told.forget()

    tag = Tag.objects.get(name="desk")
    change(tag, name="bench")
    renamed = told.public()
    fresh(tag).delete()

    assert renamed == told.public() == {label(image): "changed", label(document): "changed"}


def test_what_the_worker_makes_of_an_image(told: Told) -> None:
    image = ImageFactory()
    type(image).objects.update(color="", placeholder="")
    told.forget()

    assert not prepare(fresh(image)).problem
    assert short(told.one(image)) == ("changed", True, {f"image-{image.pk}", "images"})
    assert not prepare(fresh(image)).problem
    assert told.rows() == []
    fresh(image).renditions.all().delete()
    assert told.one(image).action == "changed"


def test_pictures_that_only_the_admin_shows_are_no_change(told: Told) -> None:
    image = PreparedImageFactory()
    told.forget()

    image.get_rendition("max-165x165")

    assert told.rows() == []


def test_what_only_the_installation_knows_of_a_file_is_no_change(told: Told) -> None:
    image, document = ImageFactory(), DocumentFactory()
    told.forget()

    image.save(update_fields=["renditions_asked_at", "file_hash"])
    document.save(update_fields=["file_size"])

    assert told.rows() == []


def test_a_document(told: Told) -> None:
    document = DocumentFactory()
    expected = ("changed", True, {f"document-{document.pk}", "documents"})
    assert short(told.one(document)) == expected
    change(document, title="Other")
    assert short(told.one(document)) == expected
    fresh(document).delete()
    assert short(told.one(document)) == ("deleted", *expected[1:])


def test_a_snippet(told: Told) -> None:
    practice = PracticeFactory()
    expected = ("changed", True, {f"pages.practice-{practice.pk}", "pages.practice"})
    assert short(told.one(practice)) == expected
    change(practice, name="Other")
    assert short(told.one(practice)) == expected
    fresh(practice).delete()
    assert short(told.one(practice)) == ("deleted", *expected[1:])


def test_what_is_taken_off_from_the_other_side(told: Told) -> None:
    practice, other = PracticeFactory(name="One"), PracticeFactory(name="Other")
    pages = [ProgramPageFactory(practices=[practice, other]) for _number in range(2)]
    untouched = ProgramPageFactory(practices=[other])
    told.forget()

    practice.programs.clear()

    rows = told.rows()
    assert {(row.object_type, row.object_id) for row in rows} == {label(page) for page in pages}
    assert {(row.action, row.is_public) for row in rows} == {("changed", True)}
    practice.programs.set([untouched], clear=True)
    assert told.one(untouched).action == "changed"


def test_a_site_and_a_language_make_everything_stale(told: Told) -> None:
    site = SiteFactory()
    told.forget()
    change(site, site_name="Other")
    row = told.one(site)
    assert (row.action, row.is_public, "everything" in row.tags) == ("changed", True, True)
    locale = Locale.objects.create(language_code="fr")
    assert "everything" in told.one(locale).tags
    Site.objects.get(pk=site.pk).delete()
    assert told.one(site).action == "deleted"


def test_settings_name_their_site(told: Told) -> None:
    site = Site.objects.get(pk=default_site())
    settings = SiteSettings.for_site(site)
    told.forget()

    change(settings, name="Skills", contact=ContactFactory())

    row = told.one(settings)
    assert (row.action, row.is_public, row.site_id) == ("changed", True, site.pk)
    assert set(row.tags) == {f"home.sitesettings-{settings.pk}", "home.sitesettings"}


def test_an_item_of_a_menu_is_a_change_of_the_navigation(told: Told) -> None:
    navigation = Navigation.for_site(Site.objects.get(pk=default_site()))
    told.forget()
    item = MainMenuItem.objects.create(navigation=navigation, label="News", url="https://news.example.org/")
    created = told.one(navigation)
    item.label = "Latest"
    item.save()
    changed = told.one(navigation)
    item.delete()
    deleted = told.one(navigation)

    assert {row.action for row in (created, changed, deleted)} == {"changed"}
    assert "home.navigation" in deleted.tags
    assert deleted.site_id == default_site()


def test_a_redirect_and_the_page_that_takes_it_along(told: Told) -> None:
    page = ContentPageFactory()
    told.forget()
    redirect = Redirect.add_redirect("/old", redirect_to=page)
    other = Redirect.add_redirect("/older", redirect_to="https://example.org/")
    assert told.public() == {label(redirect): "changed", label(other): "changed"}

    fresh(page).delete()
    rows = told.rows()
    assert {(row.object_type, row.object_id): row.action for row in rows} == {
        label(redirect): "deleted",
        label(page): "deleted",
    }
    assert "wagtailredirects.redirect" in {tag for row in rows for tag in row.tags}


def test_what_follows_a_moved_page_is_told(told: Told) -> None:
    page, section = ContentPageFactory(), IndexPageFactory()
    told.forget()

    fresh(page).move(fresh(section), pos="last-child")

    redirect = Redirect.objects.get()
    assert told.public() == {label(page): "moved", label(redirect): "changed"}


@pytest.mark.usefixtures("glossary")
def test_a_model_of_a_plugin_with_drafts(told: Told) -> None:
    notice = Notice.objects.create(text="Closed on Monday", live=False)
    created = told.one(notice)
    notice.save_revision().publish()
    published = told.one(notice)
    fresh(notice).save_revision()
    drafted = told.one(notice)
    fresh(notice).unpublish()
    unpublished = told.one(notice)
    fresh(notice).delete()
    deleted = told.one(notice)

    tags = {f"notices.notice-{notice.pk}", "notices.notice", "banner"}
    assert (created.action, created.is_public) == ("changed", False)
    assert short(published) == ("published", True, tags)
    assert (drafted.action, drafted.is_public, drafted.tags) == ("drafted", False, [])
    assert short(unpublished) == ("unpublished", True, tags)
    assert (deleted.action, deleted.is_public) == ("deleted", False)


def test_a_model_that_nobody_registered_is_not_kept(told: Told) -> None:
    Notice.objects.create(text="Closed on Monday")
    assert told.rows() == []
