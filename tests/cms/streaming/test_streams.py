"""The stream over real sockets: every event once and in order, resumed without loss, for whom it may be told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from wagtail.models import APIToken

from cms.api.scopes import Scope
from cms.ledger.changes import Action, NewChange
from cms.ledger.compaction import compact, start_over
from cms.ledger.head import latest_number
from cms.ledger.models import Change
from cms.ledger.recording import record
from cms.plugins.testing.client import ApiClient
from tests.cms.streaming.server import Listener, StreamServer, serving, wait_until
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.sites import SiteFactory, default_home
from tests.factories.tokens import make_token

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

LISTENERS = 50


def note(count: int, is_public: bool = True, site_id: int | None = None) -> list[int]:
    """Make changes, each in a transaction of its own. Returns their numbers."""
    first = latest_number() + 1
    for number in range(count):
        record([NewChange(Action.CHANGED, "x.Y", str(number), is_public=is_public, site_id=site_id)])
    return list(range(first, first + count))


def has_heard(listener: Listener, count: int) -> bool:
    """Whether ``listener`` got so many events, or its stream is over."""
    return listener.is_over or len(listener.numbers) == count


def test_every_listener_hears_every_change_once_and_in_order(server: StreamServer) -> None:
    before = note(7)
    listeners = [server.listen(f"?after={before[0] - 1}") for _number in range(LISTENERS)]
    wanted = before + note(40)
    wait_until(lambda: all(each.last_id for each in listeners), 30, *listeners)
    wanted += note(40)

    wait_until(lambda: all(each.numbers[-1:] == wanted[-1:] for each in listeners), 30, *listeners)

    assert all(each.numbers == wanted for each in listeners)
    assert {each.status for each in listeners} == {200}
    in_the_list = ApiClient("v3").get("changes/", after=before[0] - 1, limit=500).json()["items"]
    assert [content for _number, content in listeners[0].events] == in_the_list


def test_who_comes_and_goes_misses_nothing_and_hears_nothing_twice(server: StreamServer) -> None:
    start = latest_number()
    listeners = [server.listen(f"?after={start}") for _number in range(LISTENERS)]
    heard: list[list[int]] = [[] for _number in range(LISTENERS)]
    wanted: list[int] = []
    for round_ in range(6):
        wanted += note(9)
        some = listeners[round_::6]
        wait_until(lambda some=some: all(each.last_id for each in some), 30, *some)  # type: ignore[misc]
        for place in range(round_, LISTENERS, 6):
            old = listeners[place]
            old.close()
            heard[place] += old.numbers
            # The address is the first one, as a browser has it: the header counts.
            listeners[place] = server.listen(f"?after={start}", Last_Event_ID=old.last_id)
        wanted += note(5)

    wait_until(
        lambda: all((past + each.numbers)[-1:] == wanted[-1:] for past, each in zip(heard, listeners, strict=True)),
        30,
        *listeners,
    )

    assert [past + each.numbers for past, each in zip(heard, listeners, strict=True)] == [wanted] * LISTENERS


def test_without_a_number_it_begins_now_and_says_where_that_is(server: StreamServer) -> None:
    note(3)
    listener = server.listen()

    wait_until(lambda: listener.last_id, 30, listener)

    assert listener.last_id == str(latest_number())
    assert listener.events == []


def test_each_hears_what_it_may(server: StreamServer) -> None:
    other = SiteFactory(hostname="two.example.org")
    person = AdministratorFactory()
    drafts, public = make_token(person, Scope.READ_DRAFTS), make_token(person)
    after = latest_number()
    listeners = {
        "everywhere": server.listen(f"?after={after}"),
        "here": server.listen(f"?after={after}&site={default_home().get_site().hostname}"),
        "there": server.listen(f"?after={after}&site=two.example.org"),
        "no drafts": server.listen(f"?after={after}", Authorization=f"Bearer {public}"),
        "drafts": server.listen(f"?after={after}", Authorization=f"Bearer {drafts}"),
    }
    everybody = list(listeners.values())
    wait_until(lambda: all(each.last_id for each in everybody), 30, *everybody)

    [hidden] = note(1, is_public=False)
    page = ContentPageFactory(live=False)
    with transaction.atomic():
        page.save_revision()
    [elsewhere] = note(1, site_id=other.pk)
    [last] = note(1)
    wait_until(lambda: all(each.numbers[-1:] == [last] for each in everybody), 30, *everybody)

    assert listeners["everywhere"].numbers == [elsewhere, last]
    assert listeners["here"].numbers == [last]
    assert listeners["there"].numbers == [elsewhere, last]
    assert listeners["no drafts"].numbers == [elsewhere, last]
    assert listeners["drafts"].numbers == list(range(hidden, last + 1))


def test_a_token_that_is_revoked_hears_nothing_more(server: StreamServer) -> None:
    token = make_token(AdministratorFactory(), Scope.READ_DRAFTS)
    listener = server.listen("", Authorization=f"Bearer {token}")
    wait_until(lambda: listener.last_id, 30, listener)
    [before] = note(1, is_public=False)
    wait_until(lambda: listener.numbers, 30, listener)

    for made in APIToken.objects.all():
        made.revoke()
    note(1, is_public=False)
    wait_until(lambda: listener.is_over, 30, listener)

    assert listener.numbers == [before]
    refused = server.listen("", Authorization=f"Bearer {token}")
    wait_until(lambda: refused.status, 30, refused)
    assert refused.status == 401


@pytest.mark.parametrize(
    ("query", "status"),
    [("?after=99999999", 410), ("?after=x", 422), ("?limit=3", 422), ("?site=no.example.org", 404)],
)
def test_what_the_list_refuses_the_stream_refuses(server: StreamServer, query: str, status: int) -> None:
    listener = server.listen(query, Origin="https://frontend.example.org")

    wait_until(lambda: listener.status and listener._chunks.endswith(b"}"), 30, listener)

    assert listener.status == status
    assert listener.problem["status"] == status
    assert "access-control-allow-origin: https://frontend.example.org" in listener.headers


def test_another_origin_may_listen_if_the_settings_say_so(server: StreamServer) -> None:
    ours, foreign = (server.listen("", Origin=f"https://{name}.example.org") for name in ("frontend", "foreign"))

    wait_until(lambda: ours.status and foreign.status, 30, ours, foreign)

    assert "access-control-allow-origin: https://frontend.example.org" in ours.headers
    assert "access-control-allow-origin" not in foreign.headers
    assert "content-type: text/event-stream" in ours.headers
    assert "cache-control: no-store" in ours.headers


def test_listeners_beyond_the_limit_are_told_to_come_later(transactional_db: None, tmp_path: Path) -> None:
    default_home()
    with serving(tmp_path, STREAM_LISTENERS="2") as server:
        first, second = server.listen(), server.listen()
        wait_until(lambda: first.last_id and second.last_id, 30, first, second)

        third = server.listen()
        wait_until(lambda: third.status and third._chunks.endswith(b"}"), 30, third)
        assert third.status == 503
        assert "retry-after: " in third.headers

        first.close()

        def there_is_room() -> bool:
            again = server.listen()
            wait_until(lambda: again.status, 30, again)
            return again.status == 200

        wait_until(there_is_room, 30)


def test_a_stream_ends_after_a_megabyte_and_is_resumed(server: StreamServer) -> None:
    start = latest_number()
    tags = frozenset(f"{number:04}{'x' * 96}" for number in range(500))
    listener = server.listen(f"?after={start}")
    wait_until(lambda: listener.last_id, 30, listener)
    wanted = []

    def change(number: int) -> None:
        record([NewChange(Action.CHANGED, "x.Y", str(number), tags=tags)])
        wanted.append(latest_number())

    for number in range(60):
        change(number)
    wait_until(lambda: listener.is_over, 30, listener)
    heard = listener.numbers
    for number in range(60, 64):  # nobody listens
        change(number)
    while heard != wanted:
        assert heard == wanted[: len(heard)]
        listener = server.listen("", Last_Event_ID=listener.last_id)
        wait_until(partial(has_heard, listener, len(wanted) - len(heard)), 30, listener)
        heard = heard + listener.numbers


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's database is a file, which is never gone.")
def test_streams_go_on_after_the_database_was_gone(server: StreamServer) -> None:
    token = make_token(AdministratorFactory(), Scope.READ_DRAFTS)
    everybody = [server.listen(), server.listen("", Authorization=f"Bearer {token}")]
    wait_until(lambda: all(each.last_id for each in everybody), 30, *everybody)
    [before] = note(1)
    wait_until(lambda: all(each.numbers == [before] for each in everybody), 30, *everybody)

    with without_database():
        refused = server.listen()
        wait_until(lambda: refused.status, 30, refused)
    [after] = note(1)

    assert refused.status >= 500
    wait_until(lambda: all(each.numbers == [before, after] for each in everybody), 30, *everybody)


@contextmanager
def without_database() -> Iterator[None]:
    """Break every connection to the test's database, and let nobody connect."""
    where = connection.get_connection_params()
    name = connection.ops.quote_name(where.pop("dbname"))
    connection.close()
    where = {key: where[key] for key in ("host", "port", "user", "password") if key in where}
    with psycopg.connect(**where, dbname="postgres", autocommit=True) as other:
        other.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name.strip('"')])
        try:
            yield
        finally:
            other.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")


def test_the_server_stops_with_everybody_listening(transactional_db: None, tmp_path: Path) -> None:
    default_home()
    with serving(tmp_path) as server:
        listeners = [server.listen() for _number in range(LISTENERS)]
        wait_until(lambda: all(each.last_id for each in listeners), 30, *listeners)

        assert server.stop() < 8
    wait_until(lambda: all(each.is_over for each in listeners), 10, *listeners)


def test_a_stream_goes_on_over_a_compaction_and_who_lags_behind_it_is_sent_off(server: StreamServer) -> None:
    before = note(5)
    listener, late = (server.listen(f"?after={before[0] - 1}") for _number in range(2))
    wait_until(lambda: listener.numbers == late.numbers == before, 30, listener, late)
    late.close()
    missed = note(1)
    wait_until(lambda: listener.numbers == before + missed, 30, listener)

    compact(0)
    assert not Change.objects.exists()

    heard = note(2)
    wait_until(lambda: listener.numbers == before + missed + heard, 30, listener)
    listener.close()
    resumed = server.listen("", Last_Event_ID=listener.last_id)
    refused = server.listen(f"?after={heard[-1]}", Last_Event_ID=late.last_id)
    wait_until(lambda: refused.status and refused._chunks.endswith(b"}"), 30, refused)
    assert (refused.status, refused.problem["kept_after"]) == (410, missed[-1])
    heard = note(1)
    wait_until(lambda: resumed.numbers == heard, 30, resumed)


def test_after_a_backup_everybody_is_sent_off_to_start_over(server: StreamServer) -> None:
    note(3)
    listener = server.listen()
    wait_until(lambda: listener.last_id, 30, listener)

    start_over()
    wait_until(lambda: listener.is_over, 30, listener)

    again = server.listen("", Last_Event_ID=listener.last_id)
    wait_until(lambda: again.status and again._chunks.endswith(b"}"), 30, again)
    assert again.status == 410
    assert not Change.objects.exists()
    assert json.dumps(again.problem["latest"]) == str(latest_number())
