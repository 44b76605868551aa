"""The command from end to end, on files of our own."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from wagtail.models import Page, Workflow

from cms.importer.models import ImportedPage
from pages.models import ContentPage, PageContact, PilotPage, ProgramPage
from tests.cms.importer.sources import JEKYLL_PAGE, PLAIN_TEXT
from tests.factories.pages import ContentPageFactory, FormPageFactory, IndexPageFactory
from tests.factories.snippets import ContactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def jekyll_file(tmp_path: Path) -> Path:
    path = tmp_path / "code.md"
    path.write_text(JEKYLL_PAGE)
    return path


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "rural.txt"
    path.write_text(PLAIN_TEXT)
    return path


def run(*paths: Path | str, **options: Any) -> str:
    out = StringIO()
    call_command("import_content", *map(str, paths), **{"parent": "/", **options}, stdout=out)
    return out.getvalue()


def refusal(*paths: Path | str, **options: Any) -> str:
    pages, records = Page.objects.count(), ImportedPage.objects.count()
    with pytest.raises(CommandError) as caught:
        run(*paths, **options)
    assert (Page.objects.count(), ImportedPage.objects.count()) == (pages, records), "something was written"
    assert caught.value.returncode == 1
    return str(caught.value)


def draft_of(page: Page) -> Any:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_a_file_becomes_a_draft_under_the_parent(jekyll_file: Path) -> None:
    IndexPageFactory(title="Learn", slug="learn")
    report = run(jekyll_file, parent="/learn/")
    page = ContentPage.objects.get()
    assert (page.title, page.slug, page.live) == ("Learn to code at work", "code-at-work", False)
    assert page.get_parent().slug == "learn"
    draft = draft_of(page)
    assert draft.lede == "Short courses for people who already have a job."
    assert draft.summary == "Short courses, free for public servants."
    assert [(block.value["heading"], block.value["anchor"]) for block in draft.body] == [
        ("Whom it’s for", "whom-its-for"),
        ("How to join", "how-to-join"),
    ]
    assert f"made content page “Learn to code at work” at /learn/code-at-work/ (id {page.pk}), as a draft" in report


def test_publish_makes_it_live(jekyll_file: Path) -> None:
    assert "published" in run(jekyll_file, publish=True)
    page = ContentPage.objects.get()
    assert page.live
    assert not page.has_unpublished_changes
    assert page.body[0].value["heading"] == "Whom it’s for"


def test_a_source_that_is_not_published_stays_a_draft(jekyll_file: Path) -> None:
    jekyll_file.write_text(JEKYLL_PAGE.replace("layout: basic", "published: false"))
    report = run(jekyll_file, publish=True)
    assert "as a draft" in report
    assert "line 3: the source is not published: its page stays a draft" in report
    assert not ContentPage.objects.get().live


def test_the_type_is_the_option_else_what_the_source_is(jekyll_file: Path, text_file: Path) -> None:
    run(jekyll_file, page_type="program")
    run(text_file)
    assert ProgramPage.objects.get().slug == "code-at-work"
    assert PilotPage.objects.get().slug == "rural-skills-pilot"


def test_no_field_of_a_pilot_is_filled_by_guessing(text_file: Path) -> None:
    run(text_file)
    draft = draft_of(PilotPage.objects.get())
    assert (draft.vision, draft.mission, draft.abbreviation, draft.incorporated, draft.lede) == ("", "", "", None, "")


def test_the_report_says_what_was_derived_what_needs_a_person_and_what_is_proposed(text_file: Path) -> None:
    report = run(text_file)
    derived, people, proposed = (
        report.index(heading) for heading in ("Derived, not imported:", "Needs a person:", "Proposed, nothing of it")
    )
    assert derived < report.index("“On this page:” is left out") < people
    for text in ("no contact", "“Rural Skills website” is named without an address", "set a review date"):
        assert people < report.index(text) < proposed
    assert proposed < report.index("incorporated: “May 2021”")


def test_empty_calls_to_action_show_in_the_draft_and_not_in_public(text_file: Path) -> None:
    run(text_file, publish=True)
    page = PilotPage.objects.get()
    calls = [block.value["text"] for block in page.body if block.block_type == "call_to_action"]
    assert calls == ["Rural Skills website", "Email"]
    targets = [block["value"]["target"] for block in api_body(page) if block["type"] == "call_to_action"]
    assert targets == [None, None]


def api_body(page: Any) -> Any:
    return page.body.stream_block.get_api_representation(page.body)


def test_a_dry_run_prints_the_report_and_writes_nothing(jekyll_file: Path) -> None:
    before = Page.objects.count()
    report = run(jekyll_file, dry_run=True)
    assert "would make content page" in report
    assert "“How to join” stands again" in report
    assert "Dry run: nothing was written." in report
    assert (Page.objects.count(), ImportedPage.objects.count()) == (before, 0)


def test_repeated_headings_are_removed_only_when_asked(jekyll_file: Path) -> None:
    run(jekyll_file)
    page = ContentPage.objects.get()
    assert "<p>How to join</p>" in str(draft_of(page).body)
    report = run(jekyll_file, remove_repeated_headings=True)
    assert "the paragraph was removed, as asked" in report
    assert "<p>How to join</p>" not in str(draft_of(page).body)


def test_a_second_run_changes_nothing(jekyll_file: Path) -> None:
    run(jekyll_file)
    page = ContentPage.objects.get()
    assert "unchanged: content page" in run(jekyll_file)
    assert page.revisions.count() == 1


def test_a_changed_source_updates_its_page(jekyll_file: Path) -> None:
    run(jekyll_file, publish=True)
    first = draft_of(ContentPage.objects.get()).body.raw_data[1]["id"]
    jekyll_file.write_text(JEKYLL_PAGE.replace("1 May", "1 June"))
    report = run(jekyll_file)
    page = ContentPage.objects.get()
    assert "updated content page" in report
    assert "as a draft" in report
    assert page.has_unpublished_changes
    assert "1 May" in str(page.body)
    assert "1 June" in str(draft_of(page).body)
    assert draft_of(page).body.raw_data[1]["id"] == first, "a block that did not move keeps its id"
    run(jekyll_file, publish=True)
    assert "1 June" in str(ContentPage.objects.get().body)


def test_what_a_person_changed_is_left_alone(jekyll_file: Path) -> None:
    run(jekyll_file)
    draft = draft_of(ContentPage.objects.get())
    draft.lede = "A better lede."
    draft.save_revision()
    jekyll_file.write_text(JEKYLL_PAGE.replace("1 May", "1 June"))
    report = run(jekyll_file, publish=True)
    page = ContentPage.objects.get()
    assert "left as it is: content page" in report
    assert "a person has changed it since it was imported" in report
    assert draft_of(page).lede == "A better lede."
    assert not page.live


def test_a_related_row_is_a_change_too(jekyll_file: Path) -> None:
    run(jekyll_file)
    draft = draft_of(ContentPage.objects.get())
    draft.page_contacts = [PageContact(contact=ContactFactory())]
    draft.save_revision()
    assert "left as it is" in run(jekyll_file)


def test_saving_without_a_change_or_publishing_is_no_change(jekyll_file: Path) -> None:
    run(jekyll_file)
    draft = draft_of(ContentPage.objects.get())
    draft.save_revision().publish()
    jekyll_file.write_text(JEKYLL_PAGE.replace("1 May", "1 June"))
    assert "updated content page" in run(jekyll_file)


def test_a_page_that_is_locked_or_in_review_is_left_alone(jekyll_file: Path, admin_user: Any) -> None:
    run(jekyll_file)
    page = ContentPage.objects.get()
    jekyll_file.write_text(JEKYLL_PAGE.replace("1 May", "1 June"))
    workflow = Workflow.objects.filter(active=True).first()
    assert workflow is not None, "a migration makes one"
    state = workflow.start(page, admin_user)
    assert "because it is in review" in run(jekyll_file)
    state.cancel(user=admin_user)
    Page.objects.filter(pk=page.pk).update(locked=True)
    assert "because it is locked" in run(jekyll_file)
    assert page.revisions.count() == 1


def test_a_page_that_was_moved_stays_where_it_is(jekyll_file: Path) -> None:
    run(jekyll_file)
    index = IndexPageFactory(title="Elsewhere", slug="elsewhere")
    ContentPage.objects.get().move(index, pos="last-child")
    jekyll_file.write_text(JEKYLL_PAGE.replace("1 May", "1 June"))
    report = run(jekyll_file)
    assert "updated content page “Learn to code at work” at /elsewhere/code-at-work/" in report
    assert "not under --parent; it stays there" in report
    assert ContentPage.objects.get().get_parent().slug == "elsewhere"


def test_a_deleted_page_is_made_again(jekyll_file: Path) -> None:
    run(jekyll_file)
    ContentPage.objects.get().delete()
    assert "made content page" in run(jekyll_file)


def test_a_text_file_that_moved_is_the_same_source(text_file: Path, tmp_path: Path) -> None:
    run(text_file)
    moved = tmp_path / "moved.txt"
    text_file.rename(moved)
    assert "unchanged: pilot page" in run(moved)
    moved.write_text(PLAIN_TEXT.replace("May 2021", "June 2021"))
    assert "updated pilot page" in run(moved)


def test_another_file_of_the_same_title_does_not_overwrite_a_page(text_file: Path, tmp_path: Path) -> None:
    run(text_file)
    other = tmp_path / "other.txt"
    other.write_text("Rural Skills Pilot\n\nSomething else.\n")
    assert f"already, imported from {text_file}" in refusal(other)


def test_several_files_are_read_before_any_is_written(jekyll_file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.md"
    broken.write_text("---\ntitle: A\n---\n\n{% for a in b %}\n")
    unreadable = tmp_path / "latin.txt"
    unreadable.write_bytes(b"Caf\xe9")
    message = refusal(jekyll_file, broken, unreadable)
    assert f"{broken}:5: Liquid is not evaluated" in message
    assert f"{unreadable}:1: is not UTF-8 text" in message


def test_bad_yaml_names_file_and_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.md"
    broken.write_text("---\ntitle: [\n---\nText")
    assert refusal(broken).startswith(f"{broken}:3: broken YAML")


def test_a_missing_file_and_a_missing_parent_are_refused(jekyll_file: Path, tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "absent.md")
    assert "there is no page at /absent/" in refusal(jekyll_file, parent="/absent/")


def test_an_unknown_type_is_refused(jekyll_file: Path) -> None:
    with pytest.raises((CommandError, SystemCheckError), match="invalid choice: 'poem'"):
        call_command("import_content", str(jekyll_file), "--parent", "/", "--type", "poem")


def test_a_parent_that_does_not_allow_the_type_is_refused(jekyll_file: Path) -> None:
    FormPageFactory(slug="form")
    assert "content page cannot stand under /form/" in refusal(jekyll_file, parent="/form/")
    ContentPageFactory(slug="guide")
    assert "program page cannot stand under /guide/" in refusal(jekyll_file, parent="/guide/", page_type="program")


def test_a_slug_that_somebody_else_took_is_refused(jekyll_file: Path) -> None:
    ContentPageFactory(slug="code-at-work")
    assert "there is a page at /code-at-work/ already, which this import did not make" in refusal(jekyll_file)


def test_two_sources_of_one_page_are_refused(jekyll_file: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.md"
    twin.write_text(JEKYLL_PAGE.replace("title: Learn", "title: Also learn"))
    assert "has the same identity as" in refusal(jekyll_file, twin)
    twin.write_text("---\ntitle: Code at work\n---\nText\n")
    twin = twin.rename(tmp_path / "code-at-work.md")
    assert "has the same address as" in refusal(jekyll_file, twin)


def test_a_page_cannot_change_its_type(jekyll_file: Path) -> None:
    run(jekyll_file)
    assert "was imported as content, not as program" in refusal(jekyll_file, page_type="program")


def test_what_the_editor_would_refuse_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "table.md"
    path.write_text(
        "---\ntitle: A\nsearchexcerpt: " + "x" * 301 + "\n---\n## Costs\n\n| a | b |\n|---|---|\n| c | d |\n"
        "\n![A map](/map.png)\n"
    )
    report = run(path)
    assert "complete section “Costs” › content › table 1 › caption: This field is required." in report
    assert "the summary is longer than 300 letters" in report
    assert "upload the image /map.png" in report


def every_block(folder: Path) -> Path:
    path = folder / "all.md"
    path.write_text(
        "---\ntitle: All\n---\n> Quoted\n\n```py\nx = 1\n```\n\n***\n\nTerm\n: *meaning*\n\n"
        "| a | b |\n|---|---|\n| [c](/c/) | d |\n\n![A map](/map.png)\n\n"
        "<details><summary>More</summary>Hidden</details>\n\n"
        '<iframe src="https://www.youtube.com/embed/abcdefghijk" title="Film"></iframe>\n'
    )
    return path


def test_the_editor_opens_and_the_site_shows_every_kind_of_block(tmp_path: Path, admin_client: Client) -> None:
    run(every_block(tmp_path), publish=True)
    page = ContentPage.objects.get()
    assert admin_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    shown = admin_client.get("/all/")
    assert shown.status_code == 200
    assert "Quoted" in shown.content.decode()


def test_every_kind_of_block_comes_out_of_the_api(tmp_path: Path) -> None:
    run(every_block(tmp_path), publish=True)
    blocks = {block["type"]: block["value"] for block in api_body(ContentPage.objects.get())}
    assert blocks["quote"]["text"] == "Quoted"
    assert (blocks["code"]["language"], blocks["code"]["code"]) == ("python", "x = 1")
    assert blocks["facts"] == {"facts": [{"term": "Term", "value": "<p><i>meaning</i></p>"}]}
    assert blocks["table"]["rows"] == [["a", "b"], ['<a href="/c/">c</a>', "d"]]
    assert (blocks["table"]["header_row"], blocks["table"]["header_column"]) == (True, False)
    assert blocks["accordion"] == {"items": [{"title": "More", "text": "<p>Hidden</p>"}]}
    assert blocks["video"]["video_id"] == "abcdefghijk"
    assert blocks["image"]["image"] is None
    assert "divider" in blocks
