"""People and programs who change the page tree at the same moment, through the admin, the API and by the schedule.

Each worker is a thread with a session and a token of its own, and chooses its requests at random from its own seed.
What it chose may be gone, moved or renamed when its turn comes: then the request is refused, and that is all. Used by
``test_concurrent_tree.py``.
"""

import datetime
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import get_ident
from typing import Any

from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.ledger.head import writing
from cms.ledger.recording import changes_committed
from cms.schedule.run import run_schedule
from tests.factories.people import AdministratorFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

__all__ = ["KINDS", "MOST_PAGES", "Attempt", "Worker"]

MOST_PAGES = 60
SLUGS = 25  # few, so that they collide
CONTENT = {"type": "pages.ContentPage"}
DONE = frozenset({200, 201, 204})
REFUSED = frozenset({403, 404, 409, 412, 422})
EMPTY_FORM = {
    "lede": "",
    "summary": "",
    "body-count": "0",
    "page_contacts-TOTAL_FORMS": "0",
    "page_contacts-INITIAL_FORMS": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


@dataclass
class Attempt:
    """One request: what was answered, and the numbers of the changes that were kept while it ran."""

    kind: str
    target: int
    status: int = 0
    done: bool = False
    made: int | None = None
    numbers: list[int] = field(default_factory=list)
    told: str = ""

    @property
    def failed(self) -> bool:
        """Whether the answer is neither that it was done nor that it cannot be done now."""
        return not self.done and self.status not in REFUSED | {200, 302}


class Worker:
    """One of them."""

    def __init__(self, root: Page, seed: int) -> None:
        self.root = root
        self.random = random.Random(seed)
        person = AdministratorFactory()
        self.admin = Client(raise_request_exception=False)
        self.admin.force_login(person)
        self.program = caller_with_token(person, *EVERY_SCOPE)
        self.program.client.raise_request_exception = False

    def work(self, count: int) -> list[Attempt]:
        """Send so many requests, one after the other."""
        return [self.attempt() for _number in range(count)]

    def attempt(self) -> Attempt:
        """Choose something to do, and do it."""
        pages = list(self.root.get_descendants().values_list("pk", flat=True))
        kinds = list(KINDS)
        if len(pages) < MOST_PAGES // 3:
            kinds = [kind for kind in kinds if "delete" not in kind]
        elif len(pages) > MOST_PAGES:
            kinds = [kind for kind in kinds if "create" not in kind and "copy" not in kind]
        kind = self.random.choice(kinds)
        attempt = Attempt(kind, self.random.choice(pages))
        with numbers_kept(attempt.numbers):
            KINDS[kind](self, attempt, self.random.choice([self.root.pk, *pages]))
        return attempt

    def slug(self) -> str:
        return f"slug-{self.random.randrange(SLUGS)}"

    # Through the API

    def api(self, attempt: Attempt, method: str, path: str, **content: Any) -> None:
        response = self.program.send(method, path, **content)
        attempt.status, attempt.done = response.status_code, response.status_code in DONE
        if response.status_code == 201:
            attempt.made = response.json()["id"]
        if not attempt.done:
            attempt.told = response.content.decode()[:500]

    def api_create(self, attempt: Attempt, other: int) -> None:
        meta = {**CONTENT, "parent_id": other, **({"action": "publish"} if self.random.random() < 0.5 else {})}
        self.api(attempt, "post", "pages/", meta=meta, title="By a program", slug=self.slug(), body=[])

    def api_change_slug(self, attempt: Attempt, other: int) -> None:
        meta = {**CONTENT, "action": "publish"}
        self.api(attempt, "patch", f"pages/{attempt.target}/", meta=meta, slug=self.slug())

    def api_publish(self, attempt: Attempt, other: int) -> None:
        self.api(attempt, "post", f"pages/{attempt.target}/actions/publish/")

    def api_unpublish(self, attempt: Attempt, other: int) -> None:
        recursive = self.random.random() < 0.3
        self.api(attempt, "post", f"pages/{attempt.target}/actions/unpublish/", recursive=recursive)

    def api_move(self, attempt: Attempt, other: int) -> None:
        position = self.random.choice(["first-child", "last-child"])
        path = f"pages/{attempt.target}/actions/move/"
        self.api(attempt, "post", path, destination_id=other, position=position)

    def api_copy(self, attempt: Attempt, other: int) -> None:
        path = f"pages/{attempt.target}/actions/copy/"
        self.api(attempt, "post", path, destination_id=other, slug=self.slug(), recursive=False)

    def api_delete(self, attempt: Attempt, other: int) -> None:
        self.api(attempt, "delete", f"pages/{attempt.target}/")

    # Through the admin

    def form(self, attempt: Attempt, name: str, *arguments: Any, **content: Any) -> None:
        """Press a button. The admin leads on where it is done, and shows the form again or the way out if not."""
        response = self.admin.post(reverse(f"wagtailadmin_pages:{name}", args=arguments), content)
        leads_to = response.get("Location", "")
        forms = [reverse(f"wagtailadmin_pages:{form}", args=[attempt.target]) for form in ("move", "copy")]
        refused = leads_to in (reverse("wagtailadmin_home"), *forms)
        attempt.status, attempt.done = response.status_code, response.status_code == 302 and not refused
        if not attempt.done:
            attempt.told = leads_to or response.content.decode()[:500]

    def admin_create(self, attempt: Attempt, other: int) -> None:
        button = self.random.choice(["action-publish", "save"])
        content = {**EMPTY_FORM, "title": "By a person", "slug": self.slug(), button: "1"}
        self.form(attempt, "add", "pages", "contentpage", other, **content)

    def admin_change_slug(self, attempt: Attempt, other: int) -> None:
        page = Page.objects.filter(pk=attempt.target).first()  # as in a form that is opened at this moment
        content: dict[str, Any] = {**EMPTY_FORM, "title": "By a person", "slug": self.slug(), "action-publish": "1"}
        if page is not None and page.latest_revision is not None:
            content["loaded_revision_id"] = page.latest_revision_id
            content["loaded_revision_created_at"] = page.latest_revision.created_at.isoformat()
        self.form(attempt, "edit", attempt.target, **content)

    def admin_unpublish(self, attempt: Attempt, other: int) -> None:
        self.form(attempt, "unpublish", attempt.target)

    def admin_move(self, attempt: Attempt, other: int) -> None:
        self.form(attempt, "move_confirm", attempt.target, other)

    def admin_copy(self, attempt: Attempt, other: int) -> None:
        content = {"new_title": "A copy", "new_slug": self.slug(), "new_parent_page": other, "publish_copies": "on"}
        self.form(attempt, "copy", attempt.target, **content)

    def admin_delete(self, attempt: Attempt, other: int) -> None:
        self.form(attempt, "delete", attempt.target)

    def admin_reorder(self, attempt: Attempt, other: int) -> None:
        url = reverse("wagtailadmin_pages:set_page_position", args=[attempt.target])
        response = self.admin.post(f"{url}?position={self.random.randrange(4)}")
        attempt.status, attempt.done = response.status_code, response.status_code == 200

    # By the command that cron runs

    def command_publish_scheduled(self, attempt: Attempt, other: int) -> None:
        with writing():
            page = Page.objects.filter(pk=attempt.target).first()
            if page is None:
                attempt.status = 404
                return
            page.specific.save_revision(approved_go_live_at=timezone.now() - datetime.timedelta(minutes=1))
        failures = [each for each in run_schedule().failures if not isinstance(each.error, ValidationError)]
        attempt.status, attempt.done = (500, False) if failures else (200, True)
        attempt.told = "; ".join(str(failure) for failure in failures)


WAYS = ("api", "admin", "command")
KINDS = {name: getattr(Worker, name) for name in vars(Worker) if name.partition("_")[0] in WAYS and "_" in name}


@contextmanager
def numbers_kept(numbers: list[int]) -> Iterator[None]:
    """Add the numbers of the changes that this thread commits to ``numbers``."""
    thread = get_ident()

    def receive(sender: Any, **signal: Any) -> None:
        if get_ident() == thread:
            numbers.extend(signal["numbers"])

    changes_committed.connect(receive)
    try:
        yield
    finally:
        changes_committed.disconnect(receive)
