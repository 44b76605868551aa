"""The command: what it publishes and expires, and how one bad item leaves all others alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command, get_commands
from django.dispatch import Signal
from django.test import Client
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, published

from cms.schedule.perform import perform
from cms.schedule.run import find_due
from home.models import HomePage
from pages.models import ContentPage
from tests.cms.schedule.notices.models import Notice, UrgentNotice
from tests.cms.schedule.scheduled import (
    ago,
    is_scheduled,
    live_page,
    notice,
    schedule,
    scheduled_page,
    times_expired,
    times_published,
)

pytestmark = pytest.mark.django_db


def run(**options: Any) -> str:
    output = StringIO()
    call_command("publish_scheduled", stdout=output, **options)
    return output.getvalue()


def run_with_failures() -> str:
    with pytest.raises(CommandError) as failure:
        run()
    assert failure.value.returncode == 1
    return str(failure.value)


def is_live(thing: Any) -> bool:
    return type(thing)._default_manager.filter(pk=thing.pk, live=True).exists()


@contextmanager
def receiver(signal: Signal, function: Any) -> Iterator[None]:
    def receive(sender: Any, instance: Any, **kwargs: Any) -> None:
        function(instance)

    signal.connect(receive)
    try:
        yield
    finally:
        signal.disconnect(receive)


@pytest.mark.parametrize("name", ["publish_scheduled", "publish_scheduled_pages"])
def test_the_command_and_its_older_name_replace_wagtails(name: str) -> None:
    assert get_commands()[name] == "cms.schedule"
    page = scheduled_page("due", ago(1))
    call_command(name, stdout=StringIO())
    assert is_live(page)


def test_what_is_due_goes_live_and_what_is_not_waits() -> None:
    due, later = scheduled_page("due", ago(1)), scheduled_page("later", ago(-60))
    output = run()
    assert (is_live(due), is_scheduled(due), times_published(due)) == (True, False, 1)
    assert (is_live(later), is_scheduled(later), times_published(later)) == (False, True, 0)
    assert f"done: publish pages.contentpage {due.pk} “Page due”" in output
    assert Client().get("/due/").status_code == 200
    assert Client().get("/later/").status_code == 404


def test_the_next_version_of_a_live_page_replaces_it_when_it_is_due() -> None:
    page = schedule(live_page("page", lede="As it was."), ago(-60), lede="As it will be.")
    run()
    assert ContentPage.objects.get(pk=page.pk).lede == "As it was."
    page = schedule(page, ago(1), lede="As it is.")
    run()
    assert ContentPage.objects.get(pk=page.pk).lede == "As it is."


def test_what_is_over_is_taken_off_the_site() -> None:
    over, not_yet = live_page("over", expire_at=ago(1)), live_page("not-yet", expire_at=ago(-60))
    run()
    over.refresh_from_db()
    assert (over.live, over.expired, times_expired(over)) == (False, True, 1)
    assert is_live(not_yet)
    assert Client().get("/over/").status_code == 404


def test_the_aliases_of_what_is_over_go_with_it() -> None:
    over = live_page("over", expire_at=ago(1))
    alias = over.create_alias(parent=HomePage.objects.get(), update_slug="alias")
    assert is_live(alias)
    run()
    assert not is_live(alias)


def test_receivers_learn_of_an_expiry_with_the_pages_own_type() -> None:
    live_page("over", expire_at=ago(1))
    seen: list[Any] = []
    page_unpublished.connect(seen_by := lambda instance, **kwargs: seen.append(type(instance)), sender=ContentPage)
    try:
        run()
    finally:
        page_unpublished.disconnect(seen_by, sender=ContentPage)
    assert seen == [ContentPage]


def test_snippets_with_drafts_go_live_and_expire() -> None:
    due, over = notice("due", ago(1)), Notice.objects.create(text="over", expire_at=ago(1))
    urgent = UrgentNotice.objects.create(text="urgent", expire_at=ago(1))
    later = notice("later", ago(-60))
    run()
    assert (is_live(due), times_published(due)) == (True, 1)
    assert (is_live(over), times_expired(over)) == (False, 1)
    assert (is_live(urgent), times_expired(urgent)) == (False, 1)
    assert not is_live(later)


def test_a_slug_that_is_taken_by_now_stops_only_its_own_page() -> None:
    clash, fine = scheduled_page("one", ago(10)), scheduled_page("two", ago(5))
    over = live_page("over", expire_at=ago(1))
    clash = schedule(clash, ago(10), slug="taken")
    taken = live_page("taken")

    failures = run_with_failures()

    assert f"publish pages.contentpage {clash.pk} “Page one”" in failures
    assert "slug" in failures
    assert failures.startswith("1 failed")
    assert (is_live(clash), is_scheduled(clash)) == (False, True)
    assert is_live(fine)
    assert not is_live(over)

    taken.delete()
    run()
    assert (is_live(clash), is_scheduled(clash), times_published(clash)) == (True, False, 1)


@pytest.mark.parametrize("signal", [page_published, published], ids=["page_published", "published"])
def test_a_receiver_that_raises_for_one_page_stops_only_that_page(signal: Signal) -> None:
    first, bad, last = (scheduled_page(slug, ago(10 - minute)) for minute, slug in enumerate(["a", "b", "c"]))

    def refuse(instance: Any) -> None:
        if instance.pk == bad.pk:
            raise RuntimeError("the hook of a plugin is down")

    with receiver(signal, refuse):
        failures = run_with_failures()
    assert "RuntimeError: the hook of a plugin is down" in failures
    assert [is_live(page) for page in (first, bad, last)] == [True, False, True]
    assert [times_published(page) for page in (first, bad, last)] == [1, 0, 1]
    assert is_scheduled(bad)

    run()
    assert (is_live(bad), is_scheduled(bad), times_published(bad)) == (True, False, 1)


def test_an_expiry_that_fails_stops_only_itself_and_is_tried_again() -> None:
    bad, over = live_page("bad", expire_at=ago(10)), live_page("over", expire_at=ago(5))

    def refuse(instance: Any) -> None:
        if instance.pk == bad.pk:
            raise RuntimeError("no")

    with receiver(page_unpublished, refuse):
        run_with_failures()
    assert [is_live(bad), is_live(over)] == [True, False]
    run()
    assert (is_live(bad), times_expired(bad)) == (False, 1)


def test_a_type_that_is_no_longer_installed_waits_for_its_plugin_and_stops_no_other() -> None:
    orphan, fine = scheduled_page("orphan", ago(10)), scheduled_page("fine", ago(5))
    gone = ContentType.objects.create(app_label="gone_plugin", model="gonepage")
    for revisions in (orphan.revisions.all(), Page.objects.filter(pk=orphan.pk)):
        revisions.update(content_type=gone)

    told = run()

    assert "waits for its plugin, which is not installed: publish gone_plugin.gonepage" in told
    assert is_live(fine)
    assert is_scheduled(Page.objects.get(pk=orphan.pk))


def test_a_page_of_a_type_that_is_no_longer_installed_still_expires() -> None:
    page = live_page("over", expire_at=ago(1))
    gone = ContentType.objects.create(app_label="gone_plugin", model="gonepage")
    Page.objects.filter(pk=page.pk).update(content_type=gone)
    run()
    assert not Page.objects.get(pk=page.pk).live


def test_what_is_deleted_or_taken_off_the_schedule_meanwhile_is_left_out() -> None:
    first, deleted, called_off = (scheduled_page(slug, ago(10 - minute)) for minute, slug in enumerate("abc"))

    def interfere(instance: Any) -> None:
        if instance.pk == first.pk:
            ContentPage.objects.get(pk=deleted.pk).delete()
            called_off.revisions.update(approved_go_live_at=None)

    with receiver(page_published, interfere):
        output = run()
    assert output.count("not due any more: publish") == 2
    assert not is_live(called_off)


def test_what_another_run_has_done_is_not_done_again() -> None:
    page, over = scheduled_page("page", ago(1)), live_page("over", expire_at=ago(1))
    listed, _ = find_due()
    assert len(listed) == 2
    run()
    assert [perform(item) for item in listed] == [False, False]
    assert (times_published(page), times_expired(over)) == (1, 1)
    assert run() == ""


def test_an_expiry_leaves_the_next_version_on_its_schedule() -> None:
    page = schedule(live_page("page", expire_at=ago(1), lede="Old."), ago(-60), lede="New.", expire_at=None)
    run()
    assert (is_live(page), is_scheduled(page)) == (False, True)
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=ago(0))
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    revision.content["go_live_at"] = ago(0).isoformat()
    revision.save()
    run()
    page = ContentPage.objects.get(pk=page.pk)
    assert (page.live, page.lede) == (True, "New.")


@pytest.mark.parametrize(("expires", "goes_live"), [(10, 5), (5, 10)], ids=["expiry first", "next version first"])
def test_after_a_pause_a_page_is_as_if_the_command_had_run_all_the_time(expires: int, goes_live: int) -> None:
    page = live_page("page", expire_at=ago(expires), lede="Old.")
    schedule(page, ago(goes_live), lede="New.", expire_at=ago(-60))
    run()
    page = ContentPage.objects.get(pk=page.pk)
    assert (page.live, page.lede, is_scheduled(page)) == (True, "New.", False)


def test_a_version_whose_time_is_over_before_the_command_runs_is_never_left_live() -> None:
    page = scheduled_page("page", ago(10), expire_at=ago(5))
    run()
    page = ContentPage.objects.get(pk=page.pk)
    assert (page.live, page.expired, is_scheduled(page)) == (False, True, False)
    assert (times_published(page), times_expired(page)) == (1, 1)
    assert run() == ""


@pytest.mark.parametrize("spelling", ["--dry-run", "--dryrun"])
def test_a_dry_run_lists_what_is_due_and_changes_nothing(spelling: str) -> None:
    page, over = scheduled_page("page", ago(1)), live_page("over", expire_at=ago(2))
    output = StringIO()
    call_command("publish_scheduled", spelling, stdout=output)
    assert [line.split(", due")[0] for line in output.getvalue().splitlines()] == [
        f"would expire: pages.contentpage {over.pk} “Page over”",
        f"would publish: pages.contentpage {page.pk} “Page page”",
    ]
    assert (is_live(page), is_scheduled(page), is_live(over)) == (False, True, True)


def test_a_dry_run_with_nothing_due_says_so() -> None:
    scheduled_page("later", ago(-60))
    assert run(dry_run=True) == "Nothing is due.\n"


def test_items_are_carried_out_in_the_order_of_their_moments() -> None:
    moments = {"c": 1, "a": 30, "b": 10}
    for slug, minutes in moments.items():
        scheduled_page(slug, ago(minutes))
    order = [line.split("“Page ")[1][0] for line in run().splitlines()]
    assert order == ["a", "b", "c"]


def test_a_page_approved_through_the_workflow_for_later_goes_live_when_that_time_has_come(
    admin_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = HomePage.objects.get().add_child(instance=ContentPage(title="Later", slug="later", live=False))
    page.go_live_at = ago(-60)
    page.save_revision(user=admin_user)
    page.get_workflow().start(page, admin_user)
    while task_state := page.current_workflow_task_state:
        task_state.task.specific.on_action(task_state, admin_user, "approve")
    assert (is_live(page), is_scheduled(page)) == (False, True)
    run()
    assert not is_live(page)

    in_two_hours = ago(-120)
    monkeypatch.setattr("django.utils.timezone.now", lambda: in_two_hours)
    run()
    page = ContentPage.objects.get(pk=page.pk)
    assert (page.live, is_scheduled(page)) == (True, False)
    assert page.last_published_at - in_two_hours < timedelta(minutes=1)
