import pytest

from cms.errors import SourceError
from cms.importer.readers.front_matter import split


def test_values_are_the_text_as_written() -> None:
    page = split("p.md", '---\ntitle: Yes\ndate: 2018-02-31\nlede: "a: b"\ntags: [x, y]\nempty:\n---\nBody\n')
    assert page.values == {"title": "Yes", "date": "2018-02-31", "lede": "a: b", "empty": ""}
    assert page.keys == ("title", "date", "lede", "tags", "empty")
    assert (page.body, page.body_line) == ("Body\n", 8)


def test_spaces_after_the_dashes_and_dots_as_an_end_are_allowed() -> None:
    assert split("p.md", "--- \ntitle: A\n--- \nB").body == "B"
    assert split("p.md", "---\ntitle: A\n...\nB").body == "B"


def test_a_text_without_front_matter_is_all_body() -> None:
    page = split("p.md", "Title\n---\nText\n---\n")
    assert (page.keys, page.body, page.body_line) == ((), "Title\n---\nText\n---\n", 1)


def test_a_repeated_key_is_named_and_the_last_one_counts() -> None:
    page = split("p.md", "---\ntitle: A\ntitle: B\n---\n")
    assert (page.repeated, page.values["title"], page.lines["title"]) == (("title",), "B", 3)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: A\nlede: [1, 2\n---\n", 4),
        ('---\ntitle: "A\n---\n', 3),
        ("---\ntitle: a: b\n---\n", 2),
        ("---\n- a\n- b\n---\n", 2),
        ("---\ntitle: A\n", 1),
        ("---\n[1, 2]: A\n---\n", 2),
        ("---\na: 1\n---x: 2\n\ttitle: b\n---\n", 4),
        ("---\na: *nobody\n---\n", 2),
    ],
)
def test_broken_yaml_names_the_line(text: str, line: int) -> None:
    with pytest.raises(SourceError) as caught:
        split("p.md", text)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"p.md:{line}: ")


def test_tags_make_no_objects() -> None:
    page = split("p.md", "---\ntitle: !!python/object/apply:os.system ['true']\nlede: !!python/name:os.system x\n---\n")
    assert page.values == {"lede": "x"}


@pytest.mark.parametrize(
    "yaml_text",
    [
        "a: &a [x]\nb: [" + ", ".join(["*a"] * 30) + "]",
        "a: " + "[" * 5000 + "]" * 5000,
        "a: " + "x" * 70_000,
    ],
    ids=["aliases", "depth", "length"],
)
def test_a_bomb_is_refused(yaml_text: str) -> None:
    with pytest.raises(SourceError):
        split("p.md", f"---\n{yaml_text}\n---\n")
