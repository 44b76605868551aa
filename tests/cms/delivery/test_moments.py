"""What depends on the clock: no answer is served, and no cache keeps it, beyond the next scheduled moment."""

import datetime
import re
import time
from collections.abc import Iterable
from types import ModuleType

import pytest
import pytest_django
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blocks.dependencies import right_until
from cms.delivery.models import StoredAnswer
from cms.delivery.moments import valid_until
from cms.hookspecs import NavigationEntry, TrackedModel, hookimpl
from cms.ledger.head import latest_number, writing
from cms.ledger.tags import EVERYTHING
from tests.cms.delivery.server import Response, Server
from tests.cms.schedule.notices.models import Notice
from tests.factories.pages import ContentPageFactory, ProgramPageFactory, rich_text
from tests.plugins.installation import installed

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def lifetime(answer: Response) -> int:
    """Seconds for which a cache may show the answer in all."""
    return sum(
        int(number)
        for number in re.findall(r"(?:max-age|stale-while-revalidate)=(\d+)", answer.headers["cache-control"])
    )


@pytest.fixture(autouse=True)
def _long_lives(settings: pytest_django.Settings) -> None:
    settings.DELIVERY_MAX_AGE = 600
    settings.DELIVERY_STALE_WHILE_REVALIDATE = 6000


def test_nothing_scheduled_leaves_the_whole_lifetime(server: Server) -> None:
    page = ProgramPageFactory()

    assert server.get(f"/api/v3/pages/{page.pk}/").headers["cache-control"] == (
        "public, max-age=600, stale-while-revalidate=6000"
    )


def test_scheduling_shortens_what_shows_the_page_and_what_lists_it(server: Server) -> None:
    page, other = ProgramPageFactory(live=False, slug="later"), ProgramPageFactory()
    linking = ContentPageFactory(body=[rich_text(f'<a linktype="page" id="{page.pk}">x</a>')])
    addresses = (f"/api/v3/pages/{linking.pk}/", "/api/v3/pages/", "/api/v3/navigation/")
    for address in (*addresses, f"/api/v3/pages/{other.pk}/"):
        assert lifetime(server.get(address)) == 6600

    with writing():
        page.go_live_at = timezone.now() + datetime.timedelta(seconds=100)
        page.save_revision().publish()

    for address in addresses:
        for _from_store in range(2):
            assert 90 <= lifetime(server.get(address)) <= 100
    assert lifetime(server.get(f"/api/v3/pages/{other.pk}/")) == 6600


def test_a_schedule_shortens_no_list_of_another_type(server: Server) -> None:
    page = ContentPageFactory()
    with writing():
        page.expire_at = timezone.now() + datetime.timedelta(seconds=100)
        page.save_revision().publish()

    assert lifetime(server.get("/api/v3/pages/", type="pages.ContentPage")) <= 100
    assert lifetime(server.get("/api/v3/pages/", type="pages.ProgramPage")) == 6600


@pytest.mark.parametrize("schedule", ["go_live_at", "expire_at"])
def test_a_schedule_of_a_page_shortens_what_shows_an_alias_of_it(server: Server, schedule: str) -> None:
    page, section = ContentPageFactory(), ContentPageFactory()
    alias = page.create_alias(parent=section, update_slug="alias")
    further = alias.create_alias(parent=section, update_slug="further")
    addresses = [f"/api/v3/pages/{key.pk}/" for key in (alias, further)]
    for address in addresses:
        assert lifetime(server.get(address)) == 6600

    with writing():
        setattr(page, schedule, timezone.now() + datetime.timedelta(seconds=100))
        page.save_revision().publish()

    for address in addresses:
        assert lifetime(server.get(address)) <= 100


def test_a_scheduled_slug_shortens_what_shows_a_page_below(server: Server) -> None:
    page = ContentPageFactory(slug="before")
    with writing():
        page.save_revision().publish()
    page.refresh_from_db()
    below = ContentPageFactory(parent=page)
    linking = ContentPageFactory(body=[rich_text(f'<a linktype="page" id="{below.pk}">x</a>')])
    address = f"/api/v3/pages/{linking.pk}/"

    for slug, longest in (("before", 6600), ("after", 100)):
        with writing():
            page.slug = slug
            page.go_live_at = timezone.now() + datetime.timedelta(seconds=100)
            page.save_revision().publish()
        assert longest - 10 <= lifetime(server.get(address)) <= longest


def test_many_schedules_cost_as_many_queries_as_few(server: Server) -> None:
    def schedule(number: int) -> int:
        """How many queries it takes to find the next moment, with so many schedules more."""
        with writing():
            for field in ("go_live_at", "expire_at") * number:
                page = ContentPageFactory()
                page.create_alias(parent=page.get_parent(), update_slug=f"alias-of-{page.pk}")
                setattr(page, field, timezone.now() + datetime.timedelta(days=1))
                page.save_revision().publish()
        with CaptureQueriesContext(connection) as queries:
            assert valid_until({"pages"}, latest_number()) is not None
        return len(queries)

    assert schedule(1) == schedule(4)


def test_expiry_shortens_and_is_not_outlived(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ProgramPageFactory()
    with writing():
        page.expire_at = timezone.now() + datetime.timedelta(seconds=50)
        page.save_revision().publish()
    address = f"/api/v3/pages/{page.pk}/"
    server.get(address)
    assert server.get(address).from_store
    assert lifetime(server.get(address)) <= 50

    later = time.time() + 60
    monkeypatch.setattr(time, "time", lambda: later)
    overdue = server.get(address)

    assert not overdue.from_store
    assert overdue.headers["cache-control"] == "public, no-cache"  # due, and not carried out yet
    assert not StoredAnswer.objects.filter(built_at__gte=later).exists()


def test_after_the_command_the_page_is_there_or_gone(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    coming, going = ProgramPageFactory(live=False), ProgramPageFactory()
    with writing():
        coming.go_live_at = timezone.now() + datetime.timedelta(seconds=30)
        coming.save_revision().publish()
        going.expire_at = timezone.now() + datetime.timedelta(seconds=30)
        going.save_revision().publish()
    assert server.get(f"/api/v3/pages/{coming.pk}/").status == 404
    assert server.get(f"/api/v3/pages/{going.pk}/").status == 200
    later = timezone.now() + datetime.timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)

    call_command("publish_scheduled", verbosity=0)

    assert server.get(f"/api/v3/pages/{coming.pk}/").status == 200
    assert server.get(f"/api/v3/pages/{going.pk}/").status == 404


def sale(*ends: datetime.datetime) -> ModuleType:
    """A plugin whose menu entries are there until ``ends``."""

    @hookimpl
    def navigation_entries(menu: str) -> Iterable[NavigationEntry]:
        for moment in ends if menu == "main" else ():
            right_until(moment)
            if moment > timezone.now():
                yield NavigationEntry("Sale", url="https://example.org/sale/")

    plugin = ModuleType("sale")
    plugin.navigation_entries = navigation_entries  # type: ignore[attr-defined]  # a hook of a module
    return plugin


def test_what_an_answer_says_of_the_clock_itself_is_not_outlived(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    with installed(sale(now + datetime.timedelta(seconds=80), now + datetime.timedelta(seconds=40))):
        server.get("/api/v3/navigation/")
        kept = server.get("/api/v3/navigation/")
        assert kept.from_store
        assert lifetime(kept) <= 40  # the first of the two moments
        assert len(kept.json()["main"]) == 2

        monkeypatch.setattr(time, "time", lambda: now.timestamp() + 50)
        monkeypatch.setattr(timezone, "now", lambda: now + datetime.timedelta(seconds=50))
        afterwards = server.get("/api/v3/navigation/")

    assert not afterwards.from_store
    assert len(afterwards.json()["main"]) == 1


def test_a_moment_that_is_over_lets_nobody_keep_the_answer(server: Server) -> None:
    with installed(sale(timezone.now() - datetime.timedelta(seconds=1))):
        for _time in range(2):
            answer = server.get("/api/v3/navigation/")
            assert not answer.from_store
            assert answer.headers["cache-control"] == "public, no-cache"


def noticing(*further_tags: str) -> ModuleType:
    """A plugin whose notices are in the main menu, and make ``further_tags`` stale."""

    @hookimpl
    def tracked_models() -> Iterable[TrackedModel]:
        yield TrackedModel(Notice, further_tags=further_tags)

    @hookimpl
    def navigation_entries(menu: str) -> Iterable[NavigationEntry]:
        for notice in Notice.objects.filter(live=True) if menu == "main" else ():
            yield NavigationEntry(notice.text, url="https://example.org/notice/")

    plugin = ModuleType("noticing")
    plugin.tracked_models = tracked_models  # type: ignore[attr-defined]  # a hook of a module
    plugin.navigation_entries = navigation_entries  # type: ignore[attr-defined]  # as above
    return plugin


@pytest.mark.parametrize(
    ("address", "further_tags"), [("/api/v3/navigation/", ()), ("/api/v3/settings/", (EVERYTHING,))]
)
def test_a_snippet_that_expires_is_not_outlived(server: Server, address: str, further_tags: tuple[str, ...]) -> None:
    with installed(noticing(*further_tags)):
        with writing():
            notice = Notice.objects.create(text="Closed on Monday")
        assert lifetime(server.get(address)) == 6600

        with writing():
            notice.expire_at = timezone.now() + datetime.timedelta(seconds=50)
            notice.save()

        for _from_store in range(2):
            answer = server.get(address)
            assert answer.status == 200
            assert lifetime(answer) <= 50
        assert "Closed on Monday" in str(server.get("/api/v3/navigation/").json())
