"""One process of ``plugin_cost``: starts the CMS as a server does, and prints what each part took: seconds, as JSON."""

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

READS = 2_000  # in each round, of which the fastest counts
ROUNDS = 7


def main(page: str) -> None:
    """Measure start-up, the editor's first load, and a stored read of the page with the key ``page``."""
    began = time.perf_counter()
    application = import_module("cms.wsgi").application
    started = time.perf_counter() - began
    edited = editor(page)
    print(json.dumps({"start": started, **edited, "read": read(application, f"/api/v3/pages/{page}/")}))  # noqa: T201


def editor(page: str) -> dict[str, Any]:
    """The first and the second load of the screen that edits ``page``, and how many block types it offers."""
    test, auth = import_module("django.test"), import_module("django.contrib.auth")
    import_module("django.conf").settings.ALLOWED_HOSTS = ["*"]
    people = auth.get_user_model().objects
    person = people.filter(is_superuser=True).first() or people.create_superuser("bench", password=None)
    client = test.Client(headers={"X-Forwarded-Proto": "https"})
    client.force_login(person)

    def load() -> float:
        began = time.perf_counter()
        shown = client.get(f"/admin/pages/{page}/edit/")
        assert shown.status_code == 200, shown.status_code
        return time.perf_counter() - began

    field = import_module("pages.models").ContentPage._meta.get_field("body")
    return {"first": load(), "second": load(), "blocks": len(field.stream_block.child_blocks)}


def read(application: Callable[..., Any], path: str) -> float:
    """Seconds for one read from the store, in the fastest of some rounds."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "wsgi.url_scheme": "http",
        "wsgi.input": sys.stdin.buffer,
    }
    statuses: list[str] = []

    def answer(status: str, headers: list[tuple[str, str]]) -> None:
        statuses.append(status)

    for _once in range(3):  # rendered, stored, read
        b"".join(application(dict(environ), answer))
    fastest = float("inf")
    for _round in range(ROUNDS):
        began = time.perf_counter()
        for _read in range(READS):
            application(environ, answer)
        fastest = min(fastest, (time.perf_counter() - began) / READS)
    assert set(statuses) == {"200 OK"}, set(statuses)
    return fastest


if __name__ == "__main__":
    main(sys.argv[1])
