"""Publishes a page, and says after how many milliseconds a running server shows it: `KEY URL`. Run by ``grown``.

Runs through ``with_django`` with the settings and the database of the server. The median of some publishes, after one
that finds everything cold.
"""

import json
import sys
import time

from cms.ledger.head import writing
from pages.models import ContentPage
from tests.bench.servers import fetch

GIVE_UP = 10  # seconds
PUBLISHES = 5


def main(key: int, url: str) -> None:
    """Publish the page with ``key`` again and again, each time asking ``url`` until the new title is shown."""
    published(key, url)
    publishes = [published(key, url) for _number in range(PUBLISHES)]
    median = sorted(publishes, key=sum)[PUBLISHES // 2]
    print(json.dumps(dict(zip(("publish", "visible"), median, strict=True))))  # noqa: T201


def published(key: int, url: str) -> tuple[float, float]:
    """Milliseconds that it takes to publish the page with ``key`` under a new title, and until ``url`` shows that."""
    title = f"Published at {time.time()}"
    fetch(url)
    began = time.perf_counter()
    with writing():
        page = ContentPage.objects.get(pk=key)
        page.title = title
        page.save_revision().publish()
    done = time.perf_counter()
    while json.loads(fetch(url)[2])["title"] != title:
        if time.perf_counter() - done > GIVE_UP:
            raise SystemExit(f"{url} does not show what was published {GIVE_UP} seconds ago.")
    shown = time.perf_counter()
    return (done - began) * 1e3, (shown - done) * 1e3


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
