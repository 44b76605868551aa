"""Fills the store, and looks at what is in it. Used by ``test_never_stale.py`` and ``test_screens.py``."""

from collections.abc import Sequence

from cms.delivery.afresh import ask
from cms.delivery.build import build
from cms.delivery.keys import answer_id, form_ids, request_key
from cms.delivery.models import StoredAnswer, StoredForm, StoredTag
from cms.delivery.verify import OK, differences, parts_of, without_cursor
from tests.cms.delivery.server import Server
from tests.cms.delivery.world import addresses

__all__ = ["assert_nothing_is_stale", "is_another", "kept_answers", "read_everything", "removed_of"]

FEWEST = 15  # stored answers that an edit can make stale; fewer would mean that nothing is tried


def read_everything(server: Server) -> None:
    """Have every address answered, so that what may be stored is. What a worker remembers is what is stored."""
    for host, address in addresses():
        path, _mark, query = address.partition("?")
        response = server.get_raw(path, query, host=host)
        assert response.status < 500
        if response.from_store:
            number = answer_id(request_key(build(), (host, "http"), path, query))
            kept = StoredForm.objects.filter(pk=number).values_list("content", flat=True).first()
            assert kept is not None, f"{host}{address} is not stored any more"
            assert response.content == bytes(kept), f"{host}{address} was remembered"
    assert StoredAnswer.objects.count() > FEWEST


def kept_answers() -> dict[int, StoredForm]:
    """Every stored answer by its number, as a form that is not encoded."""
    return StoredForm.objects.in_bulk(StoredAnswer.objects.values_list("pk", flat=True))


def removed_of(stored: dict[int, StoredForm]) -> list[StoredForm]:
    """Those of ``stored`` that are not stored any more."""
    there = set(StoredAnswer.objects.values_list("pk", flat=True))
    return [stored[number] for number in sorted(stored.keys() - there)]


def is_another(form: StoredForm) -> bool:
    """Whether ``form``, which is not encoded, is not what would be rendered now."""
    rendered = ask(*parts_of(form.key.partition(" ")[2]), afresh=True)
    return rendered.status != OK or without_cursor(rendered.content) != without_cursor(bytes(form.content))


def assert_nothing_is_stale(done: Sequence[object]) -> None:
    """``done`` are the edits so far, the last of which is the one that was too much."""
    context = f"found after {len(done)} edits, the last of them {done[-3:]}; all: {done}"
    found = [(found.address, found.status, found.of, found.rendered[:300]) for found in differences()]
    assert not found, (context, found)
    # A form without its answer would never be pruned, one of an answer without tags never removed.
    numbers = set(StoredAnswer.objects.values_list("pk", flat=True))
    assert set(StoredForm.objects.values_list("pk", flat=True)) == {*form_ids(numbers)}, context
    assert set(StoredTag.objects.values_list("answer_id", flat=True)) == numbers, context
