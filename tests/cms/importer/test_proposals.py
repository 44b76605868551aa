from cms.importer.document import NoteKind
from cms.importer.proposals import field_values
from cms.importer.reading import read_document
from tests.cms.importer.sources import JEKYLL_PAGE, PLAIN_TEXT, source


def test_values_of_a_pilots_fields_are_proposed() -> None:
    document = read_document(source(PLAIN_TEXT, "page.txt"))
    proposed = [note.text for note in field_values(document, "pilot") if note.kind is NoteKind.PROPOSED]
    assert proposed == [
        "lede: “The Example Government has established a pilot for the…”",
        "abbreviation: “RSP”",
        "vision: “Every farm has somebody who can read data.”",
        "mission: “Bring courses to farms, as measured by people who finish.”",
        "opportunity 1: “small trials on farms;”",
        "opportunity 2: “a plan for the years after the trials.”",
        "established by: “Example Government”",
        "sector: “farming”",
        "legal form: “company limited by guarantee”",
        "incorporated: “May 2021”",
        "mission measures: “people who finish”",
    ]


def test_quotes_without_a_label_need_a_person() -> None:
    document = read_document(source(PLAIN_TEXT.replace("vision and mission", "plans"), "page.txt"))
    people = [note.text for note in field_values(document, "pilot") if note.kind is NoteKind.PERSON]
    assert people == ["quotes have no label: say whether one is vision or mission"]


def test_headings_that_a_text_lost_are_proposed_with_their_line() -> None:
    document = read_document(source(PLAIN_TEXT, "page.txt"))
    headings = [(note.line, note.text) for note in document.notes if note.kind is NoteKind.PROPOSED]
    assert [(line, text.split(" before ")[0]) for line, text in headings] == [
        (8, "the heading “Governance”"),
        (11, "the heading “Vision”"),
        (14, "the heading “Mission”"),
        (16, "the heading “Opportunities”"),
    ]


def test_values_of_a_programs_fields_are_proposed() -> None:
    text = JEKYLL_PAGE.replace("before 1 May.", "We’re introducing a new course of free training from mid-2031.")
    proposed = [note.text for note in field_values(read_document(source(text)), "program")]
    assert proposed == [
        "starts: “from mid-2031”",
        "status introducing: “introducing a new course of free training from mid-2031”",
        "cost: “free training”",
    ]


def test_other_types_get_none() -> None:
    assert field_values(read_document(source(JEKYLL_PAGE)), "content") == []
