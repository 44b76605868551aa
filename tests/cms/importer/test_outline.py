import re

from hypothesis import given, settings
from hypothesis import strategies as st

from blocks.anchors import ANCHOR_PATTERN
from cms.importer.contents import Entry
from cms.importer.document import Document, NoteKind
from cms.importer.html_blocks import Heading
from cms.importer.outline import arrange, kramdown_id
from cms.importer.sections import anchors_of


def anchors(*headings: Heading, contents: tuple[Entry, ...] = ()) -> list[str]:
    return [section.anchor for section in arrange(headings, contents).sections]


def test_own_ids_come_first_then_the_contents_then_kramdowns() -> None:
    contents = (Entry("B", "from-contents"), Entry("A", "not-this"))
    assert anchors(Heading("A", 2, "own"), Heading("B", 2), Heading("C d", 2), contents=contents) == [
        "own",
        "from-contents",
        "c-d",
    ]


def test_equal_headings_get_different_anchors_as_in_kramdown() -> None:
    assert anchors(Heading("A", 2), Heading("A", 2), Heading("A", 3)) == ["a", "a-1", "a-2"]


def test_kramdown_ids() -> None:
    assert kramdown_id("What we’re doing, and why") == "what-were-doing-and-why"
    assert kramdown_id("Fish & chips") == "fish--chips"
    assert kramdown_id("?") == "section"


def test_a_heading_of_a_level_that_the_contents_do_not_list_is_not_missed() -> None:
    outline = arrange([Heading("A", 2), Heading("B", 3)], (Entry("A", "a"),))
    assert [note.kind for note in outline.notes] == [NoteKind.DERIVED]


def test_an_entry_that_leads_elsewhere_is_reported() -> None:
    outline = arrange([Heading("A", 2, "x")], (Entry("A", "a"),))
    assert outline.notes[1].text.endswith("“A” leads to #a, the heading is #x")


def test_an_anchor_that_our_pages_cannot_have_is_changed_and_reported() -> None:
    outline = arrange([Heading("2018 plan", 2), Heading("Top", 2), Heading("Ä", 2), Heading("X", 2, "Fine-ID")], ())
    changed, notes = anchors_of(Document("i", "T", "t", sections=outline.sections))
    assert changed == ["section-2018-plan", "top-2", "a", "fine-id"]
    assert "the anchor #2018-plan became #section-2018-plan" in notes[0].text
    assert len(notes) == 4


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=100), st.text(max_size=100)), max_size=8))
def test_anchors_are_always_allowed_and_never_twice(headings: list[tuple[str, str]]) -> None:
    outline = arrange([Heading(text, 2, anchor) for text, anchor in headings], ())
    found, _ = anchors_of(Document("i", "T", "t", sections=outline.sections))
    assert len(set(found)) == len(headings)
    assert all(re.match(ANCHOR_PATTERN, anchor) and len(anchor) <= 80 for anchor in found)
