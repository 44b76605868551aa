"""What the ledger says of pages, whatever is done to them."""

from typing import Any

import pytest
from django.core.management import call_command
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.ledger.tags import every_page_tag
from pages.models import ContentPage, ProgramGoal
from tests.cms.ledger.told import Told, default_site, label
from tests.cms.schedule.scheduled import ago, schedule
from tests.factories.pages import ContentPageFactory, IndexPageFactory, ProgramPageFactory
from tests.factories.sites import HomePageFactory, SiteFactory, default_home

pytestmark = pytest.mark.django_db


def fresh(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific


def restrict(page: Page) -> PageViewRestriction:
    restriction: PageViewRestriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )
    return restriction


def test_a_draft_is_told_and_makes_nothing_stale(told: Told) -> None:
    page = ContentPageFactory(live=False)
    created = told.one(page)
    fresh(page).save_revision()
    drafted = told.one(page)
    page = fresh(page)
    page.lede = "Written in the row, as the editor does with what was never live."
    page.save()
    saved = told.one(page)

    assert [row.action for row in (created, drafted, saved)] == ["drafted", "drafted", "changed"]
    assert not any(row.is_public or row.tags for row in (created, drafted, saved))


def test_publishing_names_the_page_its_site_and_what_lists_it(told: Told) -> None:
    page = ProgramPageFactory(live=False)
    told.forget()

    fresh(page).save_revision().publish()

    row = told.one(page)
    assert (row.action, row.is_public, row.uuid) == ("published", True, page.translation_key)
    assert row.site_id == default_site()
    assert {f"page-{page.pk}", "pages", "pages.programpage"} <= set(row.tags)
    assert "pages.contentpage" not in row.tags


def test_a_draft_of_a_live_page_is_no_public_change(told: Told) -> None:
    page = ContentPageFactory()
    told.forget()

    fresh(page).save_revision()

    row = told.one(page)
    assert (row.action, row.is_public, row.tags) == ("drafted", False, [])


def test_publishing_again(told: Told) -> None:
    page = ContentPageFactory()
    told.forget()

    fresh(page).save_revision().publish()

    assert told.public() == {label(page): "published"}


def test_unpublishing_with_what_is_below(told: Told) -> None:
    section = IndexPageFactory()
    below = ContentPageFactory(parent=section)
    told.forget()

    fresh(section).unpublish()
    assert told.public() == {label(section): "unpublished"}
    fresh(below).unpublish()
    row = told.one(below)
    assert (row.action, row.is_public) == ("unpublished", True)
    assert f"page-{below.pk}" in row.tags


def test_a_row_that_is_saved_without_wagtails_actions_says_the_same(told: Told) -> None:
    page = ContentPageFactory()
    assert told.one(page).action == "published"
    page = fresh(page)
    page.lede = "Corrected."
    page.save()
    assert told.public() == {label(page): "changed"}
    page.live = False
    page.save(update_fields=["live"])
    assert told.public() == {label(page): "unpublished"}
    page.live = True
    page.save()
    assert told.public() == {label(page): "published"}


def test_deleting_names_every_page_once(told: Told) -> None:
    section = IndexPageFactory()
    live, draft = ContentPageFactory(parent=section), ContentPageFactory(parent=section, live=False)
    told.forget()

    fresh(section).delete()

    rows = {(row.object_type, row.object_id): row for row in told.rows()}
    assert {key: (row.action, row.is_public) for key, row in rows.items()} == {
        label(section): ("deleted", True),
        label(live): ("deleted", True),
        label(draft): ("deleted", False),
    }
    assert rows[label(live)].uuid == live.translation_key
    assert rows[label(live)].site_id == default_site()
    assert f"page-{live.pk}" in rows[label(live)].tags


def test_deleting_by_a_query_names_every_page_of_it(told: Told) -> None:
    one, other = ContentPageFactory(), IndexPageFactory()
    below = ContentPageFactory(parent=other)
    told.forget()

    Page.objects.filter(pk__in=[one.pk, other.pk]).delete()

    assert told.public() == dict.fromkeys([label(one), label(other), label(below)], "deleted")


def test_another_slug_moves_the_pages_below_as_well(told: Told) -> None:
    section = IndexPageFactory(slug="before")
    below = ContentPageFactory(parent=section)
    told.forget()
    section = fresh(section)

    section.slug = "after"
    section.save()

    rows = {(row.object_type, row.object_id): row for row in told.rows()}
    assert rows[label(section)].action == rows[label(below)].action == "moved"
    assert f"page-{below.pk}" in rows[label(below)].tags
    assert every_page_tag() <= {tag for row in rows.values() for tag in row.tags}


def test_a_slug_that_a_draft_changes_says_nothing_until_it_is_published(told: Told) -> None:
    page = ContentPageFactory(slug="before")
    told.forget()
    page = fresh(page)
    page.slug = "after"
    page.save_revision()
    assert told.public() == {}

    fresh(page).get_latest_revision().publish()

    assert told.public()[label(page)] == "published"


def test_moving_with_what_is_below(told: Told) -> None:
    section, elsewhere = IndexPageFactory(), IndexPageFactory(title="Elsewhere")
    below, draft = ContentPageFactory(parent=section), ContentPageFactory(parent=section, live=False)
    told.forget()

    fresh(section).move(fresh(elsewhere), pos="last-child")

    rows = {(row.object_type, row.object_id): row for row in told.rows()}
    moved = {key: row.is_public for key, row in rows.items() if row.action == "moved"}
    assert moved == {label(section): True, label(below): True, label(draft): False}
    assert every_page_tag() <= {tag for row in rows.values() for tag in row.tags}


def test_moving_among_siblings_makes_lists_stale_and_no_address(told: Told) -> None:
    first, second = ContentPageFactory(), ContentPageFactory()
    below = ContentPageFactory(parent=second)
    told.forget()

    fresh(second).move(fresh(first), pos="left")

    rows = told.rows()
    assert [(row.object_id, row.action) for row in rows] == [(str(second.pk), "moved")]
    assert "pages" in rows[0].tags
    assert f"page-{below.pk}" not in rows[0].tags


def test_moving_into_a_private_section_takes_the_pages_from_the_public(told: Told) -> None:
    private, section = IndexPageFactory(title="Private"), IndexPageFactory(title="Open")
    below = ContentPageFactory(parent=section)
    restrict(private)
    told.forget()

    fresh(section).move(fresh(private), pos="last-child")
    gone = told.public()
    fresh(section).move(fresh(private), pos="right")
    back = told.public()

    assert {gone[label(section)], gone[label(below)]} == {"restricted"}
    assert {back[label(section)], back[label(below)]} == {"opened"}


def test_moving_within_a_private_section_is_not_told_to_the_public(told: Told) -> None:
    private = IndexPageFactory()
    one, other = IndexPageFactory(parent=private), ContentPageFactory(parent=private)
    restrict(private)
    told.forget()

    fresh(other).move(fresh(one), pos="last-child")

    row = told.one(other)
    assert (row.action, row.is_public) == ("moved", False)


def test_an_alias_follows_its_source(told: Told) -> None:
    source = ContentPageFactory()
    told.forget()
    alias = source.create_alias(parent=IndexPageFactory(title="Elsewhere"), update_slug="alias")
    assert told.public()[label(alias)] == "published"

    source = fresh(source)
    source.title = "Corrected"
    source.save_revision().publish()
    published = told.public()
    fresh(source).unpublish()
    unpublished = told.public()

    assert published[label(source)] == published[label(alias)] == "published"
    assert unpublished == {label(source): "unpublished", label(alias): "unpublished"}


def test_an_alias_that_becomes_a_page_of_its_own(told: Told) -> None:
    alias = ContentPageFactory().create_alias(parent=IndexPageFactory(title="Elsewhere"), update_slug="alias")
    told.forget()

    ConvertAliasPageAction(fresh(alias)).execute(skip_permission_checks=True)

    row = told.one(fresh(alias))
    assert row.is_public
    assert f"page-{alias.pk}" in row.tags


def test_a_copy_and_a_translation_are_pages_of_their_own(told: Told) -> None:
    page = ContentPageFactory()
    french = Locale.objects.create(language_code="fr")
    fresh(page).get_parent().specific.copy_for_translation(french)
    told.forget()

    copy = fresh(page).copy(update_attrs={"slug": "copy"})
    copied = told.one(copy)
    translation = fresh(page).copy_for_translation(french)
    translated = told.one(translation)

    assert (copied.is_public, copied.uuid) == (True, copy.translation_key)
    assert copied.uuid != page.translation_key
    assert (translated.action, translated.is_public) == ("drafted", False)
    assert translated.uuid == page.translation_key


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_schedule_publishes_and_ends_what_is_public() -> None:
    default_home()
    told = Told()
    due = schedule(ContentPageFactory(slug="due", live=False), ago(2))
    over = ContentPageFactory(slug="over", expire_at=ago(1))
    rows = told.rows()
    assert [row.action for row in rows if row.object_id == str(due.pk)] == ["drafted", "drafted", "scheduled"]

    call_command("publish_scheduled", verbosity=0)

    assert told.public() == {label(due): "published", label(over): "unpublished"}


def test_a_schedule_makes_stale_what_must_not_hold_beyond_it(told: Told) -> None:
    page = ContentPageFactory()
    fresh(page).save_revision().publish()
    told.forget()
    page = fresh(page)
    page.go_live_at = ago(-60)

    page.save_revision().publish()

    row = told.one(page)
    assert (row.action, row.is_public) == ("scheduled", False)
    assert f"page-{page.pk}" in row.tags


def test_parts_and_relations_of_a_page_are_its_own_change(told: Told) -> None:
    page = ProgramPageFactory(goals=[ProgramGoal(text="Grow leaders")])
    told.forget()
    goal = page.goals.get()

    goal.text = "Keep people"
    goal.save()
    assert told.public() == {label(page): "changed"}
    ProgramGoal.objects.get(pk=goal.pk).delete()
    assert told.public() == {label(page): "changed"}


def test_a_page_names_the_innermost_site_that_it_stands_on(told: Told) -> None:
    inner = SiteFactory(root_page=IndexPageFactory(title="Campaign"))
    told.forget()

    page = ContentPageFactory(parent=inner.root_page)

    assert told.one(page).site_id == inner.pk


def test_what_wagtail_keeps_of_a_page_for_itself_is_no_change(told: Told) -> None:
    page = ContentPageFactory()
    told.forget()

    ContentPage.objects.get(pk=page.pk).save(update_fields=["locked", "draft_title"])

    assert told.rows() == []


def test_a_site_that_another_process_has_made_counts_at_once(told: Told) -> None:
    root = HomePageFactory(parent=Page.get_first_root_node(), slug="another-process")
    page = ContentPageFactory(parent=root)
    Site.get_site_root_paths()  # in this process's cache, without the other site
    Site.objects.bulk_create([Site(hostname="other.example.org", port=80, root_page=root)])
    told.forget()

    page.title = "Another title"
    page.save()

    row = told.one(page)
    assert row.is_public
    assert f"page-{page.pk}" in row.tags
