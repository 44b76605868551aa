"""Many people and programs change the page tree at once: it stays a tree, and the ledger tells exactly what happened.

Stock Wagtail loads pages before it waits for anything, and writes paths that were true when it loaded them. Here every
request takes its turn first (``cms.transactions``), so what it loads is what the one before it has left.

Bounded here; ``make tree`` sends a thousand. The seed of a run that fails is told.
"""

from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest
from wagtail.models import Page

from cms.ledger.head import latest_number
from cms.ledger.models import Change
from pages.models import ContentPage
from tests.at_once import at_once
from tests.cms.ledger.tree_workers import KINDS, Attempt, Worker
from tests.factories.pages import ContentPageFactory
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WORKERS = 6
SECONDS_FOR_EACH = 4.0
STEP = Page.steplen


@pytest.fixture
def root() -> Page:
    """A section with some pages in it, two of which have pages below them."""
    root = ContentPageFactory(parent=default_home(), title="Section", slug="section")
    for number in range(10):
        parent = ContentPageFactory(parent=root, slug=f"page-{number}")
        if number < 2:
            ContentPageFactory(parent=parent, slug="below")
    return Page.objects.get(pk=root.pk)


def test_changes_of_the_tree_at_once_leave_a_sound_tree(root: Page, pytestconfig: pytest.Config) -> None:
    count, seed = (int(pytestconfig.getoption(name)) for name in ("tree_operations", "fuzz_seed"))
    before = latest_number()
    workers = [Worker(root, seed * WORKERS + number) for number in range(WORKERS)]

    share = -(-count // WORKERS)
    results = at_once(*(partial(worker.work, share) for worker in workers), longest=SECONDS_FOR_EACH * count)

    attempts: list[Attempt] = [attempt for result in results for attempt in result]
    failed = [attempt for attempt in attempts if attempt.failed]
    assert not failed, f"seed {seed}: {len(failed)} of {len(attempts)} failed, such as {failed[:3]}"
    assert list(problems_of_the_tree()) == [], f"seed {seed}"
    assert list(problems_of_the_ledger(attempts, before)) == [], f"seed {seed}"
    assert list(problems_of_what_was_made(attempts)) == [], f"seed {seed}"
    done = Counter(attempt.kind for attempt in attempts if attempt.done)
    assert done.total() > len(attempts) / 2, f"seed {seed}: too little was done to prove anything, {done}"
    if count >= len(KINDS) * 10:
        assert set(done) == set(KINDS), f"seed {seed}"


def problems_of_the_tree() -> Iterator[str]:
    """What is wrong with paths, depths, counts and URLs."""
    if any(found := Page.find_problems()):
        yield f"treebeard finds {found}"
    pages = {page.path: page for page in Page.objects.all()}
    children = Counter(path[:-STEP] for path in pages)
    siblings = Counter((path[:-STEP], page.slug) for path, page in pages.items())
    for path, page in pages.items():
        parent = pages.get(path[:-STEP])
        if parent is None and page.depth > 1:
            yield f"{page.pk} has no parent"
        if page.depth != len(path) // STEP:
            yield f"{page.pk} at {path} has depth {page.depth}"
        if page.numchild != children[path]:
            yield f"{page.pk} counts {page.numchild} children and has {children[path]}"
        if parent is not None and page.url_path != f"{parent.url_path}{page.slug}/":
            yield f"{page.pk} has the URL path {page.url_path} below {parent.url_path}"
        if parent is not None and siblings[path[:-STEP], page.slug] > 1:
            yield f"{page.pk} shares its slug {page.slug} with a sibling"
        if type(page.specific) is Page and page.depth > 1:
            yield f"{page.pk} has lost its row of its type"


def problems_of_the_ledger(attempts: list[Attempt], before: int) -> Iterator[str]:
    """What is wrong with the numbers, and which changes nobody was told of."""
    numbers = list(Change.objects.filter(number__gt=before).values_list("number", flat=True).order_by("number"))
    if numbers != list(range(before + 1, before + 1 + len(numbers))):
        yield "the numbers have gaps"
    if latest_number() != before + len(numbers):
        yield "the head is not at the last number"
    acknowledged = sorted(number for attempt in attempts if attempt.done for number in attempt.numbers)
    if acknowledged != numbers:
        yield f"{len(numbers)} changes are kept, and {len(acknowledged)} of them were acknowledged"
    for attempt in attempts:
        if attempt.numbers and not attempt.done:
            yield f"it was refused and has changed something: {attempt}"
        if attempt.done and not attempt.numbers and not attempt.kind.endswith(("unpublish", "reorder", "move")):
            yield f"it was done and has changed nothing: {attempt}"


def problems_of_what_was_made(attempts: list[Attempt]) -> Iterator[str]:
    """Pages that somebody was told of and that are not there, or the other way round."""
    there = set(Page.objects.values_list("pk", flat=True))
    deleted = Change.objects.filter(action="deleted", object_type=ContentPage._meta.label)
    gone = {int(pk) for pk in deleted.values_list("object_id", flat=True)}
    for attempt in attempts:
        if attempt.done and "delete" in attempt.kind and attempt.target in there:
            yield f"{attempt.target} was deleted and is there"
        if attempt.made is not None and (attempt.made in there) == (attempt.made in gone):
            yield f"{attempt.made} was made and is neither there nor deleted"
