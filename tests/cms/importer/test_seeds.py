"""Both source documents come in whole: words, links, outline and list items, as the API serves them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from cms.importer.models import ImportedPage
from tests.cms.importer.fidelity import Content, content_of_jekyll, content_of_page, content_of_plain_text, differences
from tests.cms.importer.sources import JEKYLL_PAGE, PLAIN_TEXT, SEEDS, needs_seeds

SKILLS = SEEDS / "000_7116d374451d701e.txt"
PILOT = SEEDS / "004_77f902601bf4ff3b.txt"


def served(client: Client, path: Path, **options: Any) -> Any:
    call_command("import_content", str(path), parent="/", publish=True, **options)
    response = client.get(f"/api/v2/pages/{ImportedPage.objects.get().page_id}/")
    assert response.status_code == 200
    return response.json()


@pytest.mark.django_db
@needs_seeds
@pytest.mark.parametrize("page_type", ["content", "program"])
def test_the_jekyll_seed_is_served_whole(client: Client, page_type: str) -> None:
    source = content_of_jekyll(SKILLS.read_text())
    page = served(client, SKILLS, page_type=page_type)
    assert differences(source, content_of_page(page)) == []
    assert (len(source.outline), source.list_items) == (9, 7)
    assert sum(source.words.values()) > 300
    assert page["summary"] == page["lede"]


@pytest.mark.django_db
@needs_seeds
def test_the_jekyll_seed_keeps_its_anchors(client: Client) -> None:
    page = served(client, SKILLS)
    assert [entry["anchor"] for entry in page["on_this_page"]] == [
        "what-were-doing-and-why",
        "online-help-and-guidance",
        "digital-service-standard-training",
        "entry-level-digital-programs",
        "coaching-and-mentoring-for-women",
        "building-digital-capability-program",
        "agency-partnerships",
        "workshops-meet-ups-and-events",
        "digital-communities-of-practice",
    ]


@pytest.mark.django_db
@needs_seeds
def test_only_the_repeated_heading_goes_when_asked(client: Client) -> None:
    page = served(client, SKILLS, remove_repeated_headings=True)
    assert differences(content_of_jekyll(SKILLS.read_text()), content_of_page(page)) == [
        f"word lost: {word} (1×)" for word in ("Digital", "Service", "Standard", "training")
    ]


@pytest.mark.django_db
@needs_seeds
@pytest.mark.parametrize("page_type", ["pilot", "content"])
def test_the_plain_text_seed_is_served_whole(client: Client, page_type: str) -> None:
    source = content_of_plain_text(PILOT.read_text())
    page = served(client, PILOT, page_type=page_type)
    assert differences(source, content_of_page(page)) == []
    assert (source.outline, source.list_items) == ([], 2)
    assert sum(source.words.values()) > 280


@pytest.mark.django_db
def test_our_own_sources_are_served_whole(client: Client, tmp_path: Path) -> None:
    jekyll, text = tmp_path / "page.md", tmp_path / "page.txt"
    jekyll.write_text(JEKYLL_PAGE)
    text.write_text(PLAIN_TEXT)
    assert differences(content_of_jekyll(JEKYLL_PAGE), content_of_page(served(client, jekyll))) == []
    ImportedPage.objects.get().page.delete()
    assert differences(content_of_plain_text(PLAIN_TEXT), content_of_page(served(client, text))) == []


def content(html: str) -> Content:
    found = Content()
    found.add_html(html)
    return found


def test_the_comparison_lists_every_difference() -> None:
    source = content('<h2>A b</h2><p>c <a href="/d">d</a></p><ul><li>e</li><li>f</li></ul>')
    page = content('<h3>A b</h3><p>c <a href="/x">d</a> d</p><ul><li>e</li></ul>')
    assert differences(source, page) == [
        "word lost: f (1×)",
        "word added: d (1×)",
        "link lost: /d (1×)",
        "link added: /x (1×)",
        "outline: [(2, 'A b')] became [(3, 'A b')]",
        "list items: 2 became 1",
    ]
    assert differences(source, source) == []


def test_the_comparison_tells_words_apart() -> None:
    assert differences(content("<p>‘It’s’ — a</p>"), content("<p>It's a</p>")) == []
    assert differences(content("<p>a</p><p>b</p>"), content("<p>ab</p>")) != []
    assert differences(content("<p>Board</p>"), content("<p>board</p>")) != []
