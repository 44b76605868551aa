"""Old addresses lead on from the moment at which a page has another one."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from pages.models import ContentPage
from tests.factories.pages import ContentPageFactory, IndexPageFactory
from tests.factories.sites import HomePageFactory, SiteFactory

pytestmark = pytest.mark.django_db


def fresh(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific


def rename(page: Any, slug: str) -> None:
    page = fresh(page)
    page.slug = slug
    page.save()


def redirects() -> dict[str, int | None]:
    return {redirect.old_path: redirect.redirect_page_id for redirect in Redirect.objects.all()}


def test_another_slug_leads_on_from_the_page_and_from_what_is_below() -> None:
    section = IndexPageFactory(slug="before")
    below = ContentPageFactory(parent=section, slug="below")
    ContentPageFactory(parent=section, slug="draft", live=False)

    with transaction.atomic():
        rename(section, "after")
        assert redirects() == {"/before": section.pk, "/before/below": below.pk}  # not only once it is committed

    response = Client().get("/before/below/", headers={"Host": "localhost:8000"})
    assert (response.status_code, response["Location"]) == (301, fresh(below).url)
    assert all(redirect.automatically_created for redirect in Redirect.objects.all())


def test_the_row_of_a_page_is_read_once_before_it_is_saved() -> None:
    page = fresh(ContentPageFactory(slug="before"))
    page.title = "Other"

    with CaptureQueriesContext(connection) as asked:
        page.save(clean=False)

    rows = [query["sql"] for query in asked if f'"wagtailcore_page"."id" = {page.pk} ' in query["sql"]]
    assert len([sql for sql in rows if '"slug"' in sql and sql.endswith("LIMIT 1")]) == 1
    assert not [sql for sql in rows if '"url_path"' in sql and '"slug"' not in sql]


def test_a_move_leads_on_within_the_site() -> None:
    section, elsewhere = IndexPageFactory(slug="before"), IndexPageFactory(slug="elsewhere")
    below = ContentPageFactory(parent=section, slug="below")

    fresh(section).move(fresh(elsewhere), pos="last-child")

    assert redirects() == {"/before": section.pk, "/before/below": below.pk}


def test_a_move_among_siblings_or_to_another_site_leads_nowhere() -> None:
    page, other = ContentPageFactory(), ContentPageFactory()
    fresh(page).move(fresh(other), pos="right")
    assert redirects() == {}

    fresh(page).move(fresh(SiteFactory().root_page), pos="last-child")
    assert redirects() == {}


def test_the_root_of_a_site_leaves_no_address_of_it() -> None:
    site = Site.objects.get(is_default_site=True)
    ContentPageFactory(slug="below")

    rename(site.root_page, "start")

    assert redirects() == {}


def test_what_was_never_public_leaves_no_address() -> None:
    page = ContentPageFactory(slug="before", live=False)

    rename(page, "after")

    assert redirects() == {}


def test_what_was_public_once_keeps_its_address() -> None:
    page = ContentPageFactory(slug="before")
    page.save_revision().publish()
    fresh(page).unpublish()

    rename(page, "after")

    assert redirects() == {"/before": page.pk}


def test_a_draft_of_another_slug_leaves_its_address_when_it_is_published() -> None:
    page = ContentPageFactory(slug="before")
    draft = fresh(page)
    draft.slug = "after"
    draft.save_revision()
    assert redirects() == {}

    fresh(page).get_latest_revision().publish()

    assert redirects() == {"/before": page.pk}


def test_an_address_leads_to_whoever_had_it_last() -> None:
    first = ContentPageFactory(slug="address")
    rename(first, "first")
    second = ContentPageFactory(slug="address")

    rename(second, "second")

    assert redirects() == {"/address": second.pk}


def test_a_redirect_that_a_person_made_stays() -> None:
    page = ContentPageFactory(slug="before")
    Redirect.add_redirect("/before", redirect_to="https://example.org/", site=Site.objects.get(is_default_site=True))

    rename(page, "after")

    assert Redirect.objects.get().link == "https://example.org/"


def test_an_address_that_is_too_long_for_a_redirect_keeps_nobody_from_moving() -> None:
    page = section = IndexPageFactory(slug="a" * 200)
    page = ContentPageFactory(parent=section, slug="b" * 200)

    rename(section, "short")

    assert redirects() == {"/" + "a" * 200: section.pk}
    assert fresh(page).url_path == f"/home/short/{'b' * 200}/"


def test_a_section_of_a_thousand_pages_can_be_moved() -> None:
    """Wagtail's own way is one statement with a condition for each, which SQLite refuses from a thousand on."""
    section = IndexPageFactory(slug="before")
    parent = Page.objects.get(pk=section.pk)
    for number in range(2):
        parent.add_child(instance=ContentPage(title=f"Page {number}", slug=f"page-{number}"))
    sample = ContentPage.objects.get(slug="page-1")
    rows = [
        Page(
            title=f"Page {number}",
            draft_title=f"Page {number}",
            slug=f"page-{number}",
            path=Page._get_path(section.path, section.depth + 1, number + 1),
            depth=sample.depth,
            url_path=f"{section.url_path}page-{number}/",
            content_type=sample.content_type,
            locale=sample.locale,
        )
        for number in range(2, 1100)
    ]
    Page.objects.bulk_create(rows)
    made = Page.objects.filter(slug__startswith="page-", path__startswith=section.path).exclude(pk__in=[sample.pk])
    for page in made.exclude(slug="page-0"):
        ContentPage(page_ptr_id=page.pk).save_base(raw=True)

    rename(section, "after")
    fresh(section).move(fresh(IndexPageFactory(slug="elsewhere")), pos="last-child")

    assert Redirect.objects.count() == 2 * 1101
    assert fresh(sample).url_path == "/home/elsewhere/after/page-1/"


def test_a_site_that_another_process_has_made_keeps_its_old_addresses() -> None:
    root = HomePageFactory(slug="another-process")
    page = ContentPageFactory(parent=root, slug="before")
    Site.get_site_root_paths()  # in this process's cache, without the other site
    Site.objects.bulk_create([Site(hostname="other.example.org", port=80, root_page=root)])

    rename(page, "after")

    assert redirects() == {"/before": page.pk}
