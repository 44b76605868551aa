"""Publishes a page, and says after how many milliseconds a running server shows it: `KEY URL`. Run by ``grown``.

Runs through ``with_django`` with the settings and the database of the server.
"""

import json
import sys
import time

from cms.ledger.head import writing
from pages.models import ContentPage
from tests.bench.servers import fetch

GIVE_UP = 10  # seconds


def main(key: int, url: str) -> None:
    """Publish the page with ``key`` under a new title, and ask ``url`` until that is shown."""
    title = f"Published at {time.time()}"
    fetch(url)
    began = time.perf_counter()
    with writing():
        page = ContentPage.objects.get(pk=key)
        page.title = title
        page.save_revision().publish()
    published = time.perf_counter()
    while json.loads(fetch(url)[2])["title"] != title:
        if time.perf_counter() - published > GIVE_UP:
            raise SystemExit(f"{url} does not show what was published {GIVE_UP} seconds ago.")
    shown = time.perf_counter()
    print(json.dumps({"publish": (published - began) * 1e3, "visible": (shown - published) * 1e3}))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
