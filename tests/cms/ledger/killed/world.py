"""What the clients of the killed workers write in, made before and looked at afterwards. In the workers' database.

As a program, ``make`` or ``report``, it prints one line of JSON.
"""

import json
import sys
from collections import Counter
from typing import Any

import django
from django.core.management import call_command

ACTIONS = {
    "wagtail.publish": "published",
    "wagtail.unpublish": "unpublished",
    "wagtail.move": "moved",
    "wagtail.reorder": "moved",
    "wagtail.delete": "deleted",
}


def make_world(clients: int = 4, pages: int = 3) -> dict[str, Any]:
    """Sections to move pages between, pages for each client, and a token."""
    from cms.api.scopes import Scope
    from cms.ledger.head import writing
    from tests.factories.pages import ContentPageFactory, IndexPageFactory
    from tests.factories.people import AdministratorFactory
    from tests.factories.tokens import make_token

    with writing():
        sections = [IndexPageFactory(title=f"Section {number}") for number in range(3)]
        owned = [
            [ContentPageFactory(parent=sections[0], title="First").pk for _ in range(pages)] for _ in range(clients)
        ]
    with writing():
        token = make_token(AdministratorFactory(), *Scope)
    return {"token": token, "sections": [section.pk for section in sections], "pages": owned}


def use_world(world: dict[str, Any]) -> None:
    """Make a request of each kind, with a page that no client has."""
    from cms.plugins.testing.client import ApiClient

    caller = ApiClient("v3", "localhost", Authorization=f"Bearer {world['token']}")
    meta = {"type": "pages.ContentPage", "parent_id": world["sections"][0], "action": "publish"}
    page = caller.send("post", "pages/", meta=meta, title="Of nobody").json()["id"]
    caller.send("patch", f"pages/{page}/", meta={"type": "pages.ContentPage", "action": "publish"}, title="Of nobody")
    caller.send("post", f"pages/{page}/actions/move/", destination_id=world["sections"][1], position="last-child")
    caller.send("delete", f"pages/{page}/")
    for path in ("pages/", "navigation/", "redirects/"):
        ApiClient("v3", "localhost").get(path)


def report() -> dict[str, Any]:
    """What the database and the ledger say, and what is wrong with either or with what is stored."""
    from wagtail.models import Page, PageLogEntry

    from cms.delivery.models import StoredAnswer
    from cms.ledger.head import latest_number
    from cms.ledger.models import Change

    rows = list(Change.objects.values_list("number", "object_type", "object_id", "action"))
    told: dict[str, Counter[str]] = {}
    for _number, _type, key, action in (row for row in rows if row[1].startswith("pages.")):
        told.setdefault(key, Counter())[action] += 1
    logged: dict[str, Counter[str]] = {}
    for key, action in PageLogEntry.objects.filter(action__in=ACTIONS).values_list("page_id", "action"):
        logged.setdefault(str(key), Counter())[ACTIONS[action]] += 1
    problems = [f"tree: {problem}" for problem in Page.find_problems() if problem]
    if [row[0] for row in rows] != list(range(1, len(rows) + 1)) or latest_number() != len(rows):
        problems.append("ledger: the numbers have gaps")
    for page in Page.objects.filter(depth__gt=2):
        if page.url_path != f"{page.get_parent().url_path}{page.slug}/":
            problems.append(f"tree: page {page.pk} has the path {page.url_path}")
    stored = StoredAnswer.objects.count()
    call_command("delivery", "verify", stdout=sys.stderr)
    return {
        "problems": problems,
        "told": told,
        "logged": logged,
        "pages": {
            str(page.pk): {"title": page.title, "live": page.live, "parent": page.get_parent().pk}
            for page in Page.objects.filter(depth__gt=1)
        },
        "stored": stored,
    }


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps({"make": make_world, "report": report}[sys.argv[1]]()))
