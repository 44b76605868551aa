"""Two people edit one page: the second save is refused, says whose the first was, and loses nothing."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils import WagtailTestUtils

from cms.api.scopes import Scope
from tests.cms.edits.editors import Editor, editor
from tests.cms.review.admin_forms import body
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.tokens import caller_with_token

pytestmark = pytest.mark.django_db

BUTTONS = ["", "action-publish", "action-submit"]


@pytest.fixture
def ada() -> Editor:
    return editor(AdministratorFactory(first_name="Ada", last_name="Lovelace"))


@pytest.fixture
def ben() -> Editor:
    return editor(AdministratorFactory(first_name="Ben", last_name="Bitdiddle"))


@pytest.fixture
def page() -> Any:
    page = ContentPageFactory(title="As it was")
    page.save_revision().publish()
    return page


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def draft(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def notice(response: Any) -> str:
    """What the refused form says above itself."""
    found = WagtailTestUtils.get_soup(response.content.decode()).find(attrs={"data-edits-refused": True})
    return " ".join(found.get_text(" ").split()) if found else ""


@pytest.mark.parametrize("button", BUTTONS)
def test_a_stale_save_is_refused_with_the_other_persons_name(ada: Editor, ben: Editor, page: Any, button: str) -> None:
    form = ben.open(edit_url(page))
    assert ada.open(edit_url(page)).save(title="Ada's title").status_code == 302
    before = page.revisions.count()

    response = form.save(button, title="Ben's title", lede="Ben's lede", **body(("Bens heading", "Text")))

    assert response.status_code == 200
    assert "Ada Lovelace has saved this page" in notice(response)
    assert draft(page).title == "Ada's title"
    assert page.revisions.count() == before
    assert not page.workflow_states.exists()
    shown = form.again(response).data
    assert (shown["title"], shown["lede"].strip()) == ("Ben's title", "Ben's lede")
    assert "Bens heading" in response.content.decode()
    assert "different from what is stored now: Title, Lede, Sections Compare" in notice(response)


def test_the_refused_form_leads_to_a_comparison_of_both_versions(ada: Editor, ben: Editor, page: Any) -> None:
    opened = page.latest_revision_id
    form = ben.open(edit_url(page))
    ada.open(edit_url(page)).save(title="Ada's title")

    html = form.save(title="Ben's title").content.decode()

    latest = Page.objects.get(pk=page.pk).latest_revision_id
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, opened, latest])
    assert compare in html
    comparison = ben.client.get(compare)
    assert comparison.status_code == 200
    assert "Ada&#x27;s title" in comparison.content.decode()


def test_saving_again_without_having_looked_is_refused_again(ada: Editor, ben: Editor, page: Any) -> None:
    form = ben.open(edit_url(page))
    ada.open(edit_url(page)).save(title="Ada's title")

    again = form.again(form.save(title="Ben's title"))

    assert "Ada Lovelace" in notice(again.save())
    assert again.save(autosave=True).status_code == 400
    assert draft(page).title == "Ada's title"


def box(response: Any) -> dict[str, str]:
    """The box that says to save over what was shown, ticked."""
    found = WagtailTestUtils.get_soup(response.content.decode()).find(attrs={"name": "edits_save_over"})
    assert (found["type"], found.get("checked"), found["form"]) == ("checkbox", None, "page-edit-form")
    return {found["name"]: found["value"]}


@pytest.mark.parametrize("button", BUTTONS)
def test_who_has_looked_can_save_over_it(ada: Editor, ben: Editor, page: Any, button: str) -> None:
    form = ben.open(edit_url(page))
    ada.open(edit_url(page)).save(title="Ada's title")
    refused = form.save(button, title="Ben's title")

    response = form.again(refused).save(button, **box(refused))

    assert response.status_code == 302
    assert draft(page).title == "Ben's title"
    assert Page.objects.get(pk=page.pk).title == ("Ben's title" if button == "action-publish" else "As it was")
    assert page.workflow_states.exists() == (button == "action-submit")


def test_a_third_save_in_between_is_refused_once_more(ada: Editor, ben: Editor, page: Any) -> None:
    form = ben.open(edit_url(page))
    ada.open(edit_url(page)).save(title="Ada's title")
    refused = form.save(title="Ben's title")
    ada.open(edit_url(page)).save(title="Ada's second title")

    response = form.again(refused).save(**box(refused))

    assert "Ada Lovelace" in notice(response)
    assert draft(page).title == "Ada's second title"
    assert form.again(response).save(**box(response)).status_code == 302


def test_ones_own_second_window_is_named_as_such(ben: Editor, page: Any) -> None:
    first, second = ben.open(edit_url(page)), ben.open(edit_url(page))
    assert first.save(title="First").status_code == 302

    response = second.save(title="Second")

    assert "You have saved this page yourself in the meantime, in another window" in notice(response)
    assert "Bitdiddle" not in notice(response)
    assert draft(page).title == "First"


def test_a_save_through_the_api_counts_as_its_owners(ada: Editor, ben: Editor, page: Any) -> None:
    form = ben.open(edit_url(page))
    caller = caller_with_token(ada.person, Scope.WRITE)
    meta = {"type": "pages.ContentPage"}
    assert caller.send("patch", f"pages/{page.pk}/", meta=meta, title="By a program").status_code == 200

    assert "Ada Lovelace has saved this page" in notice(form.save(title="Ben's title"))
    assert draft(page).title == "By a program"


def test_a_revision_of_nobody_is_refused_as_well(ben: Editor, page: Any) -> None:
    form = ben.open(edit_url(page))
    draft(page).save_revision()

    assert "A program has saved this page in the meantime" in notice(form.save(title="Ben's title"))


def test_a_page_that_had_no_version_when_it_was_opened_is_not_overwritten(ada: Editor, ben: Editor) -> None:
    page = ContentPageFactory(title="Imported")
    form, other = ben.open(edit_url(page)), ada.open(edit_url(page))
    assert "loaded_revision_id" not in form.data
    assert other.save(title="Ada's title").status_code == 302

    assert "Ada Lovelace" in notice(form.save(title="Ben's title"))
    assert draft(page).title == "Ada's title"


def test_mistakes_are_shown_together_with_the_refusal(ada: Editor, ben: Editor, page: Any) -> None:
    form = ben.open(edit_url(page))
    ada.open(edit_url(page)).save(title="Ada's title")

    response = form.save("action-publish", title="", lede="Ben's lede")

    assert "Ada Lovelace" in notice(response)
    assert response.context["form"].errors["title"]


def test_going_on_after_ones_own_saves_is_no_conflict(ben: Editor, page: Any) -> None:
    for number in range(3):
        assert ben.open(edit_url(page)).save(title=f"Title {number}").status_code == 302
    form = ben.open(edit_url(page))
    with_a_mistake = form.save("action-publish", title="")
    assert notice(with_a_mistake) == ""
    assert form.again(with_a_mistake).save("action-publish", title="Right").status_code == 302


def test_what_another_person_may_not_edit_says_nothing(ada: Editor, page: Any) -> None:
    stranger = editor(PersonFactory())
    ada.open(edit_url(page)).save(title="Ada's title")

    response = stranger.client.post(edit_url(page), {"title": "Stranger's", "loaded_revision_id": "1"})

    assert response.status_code == 302
    assert "Ada" not in response.content.decode()


def test_autosave_overwrites_nobody_and_says_so_as_its_script_understands(ada: Editor, ben: Editor, page: Any) -> None:
    form = ben.open(edit_url(page))
    ada.open(edit_url(page)).save(title="Ada's title")

    response = form.save(autosave=True, title="Ben's title")

    assert response.status_code == 400
    answer = response.json()
    assert (answer["success"], answer["error_code"]) == (False, "invalid_revision")
    assert "Ada Lovelace has saved this page" in answer["error_message"]
    assert draft(page).title == "Ada's title"


def test_autosave_goes_on_within_one_window(ben: Editor, page: Any) -> None:
    form = ben.open(edit_url(page))
    first = form.save(autosave=True, title="One")
    assert first.status_code == 200, first.content
    form.data["overwrite_revision_id"] = str(first.json()["revision_id"])

    assert form.save(autosave=True, title="Two").status_code == 200
    assert form.save("action-publish", title="Three").status_code == 302
    assert Page.objects.get(pk=page.pk).title == "Three"


def test_a_save_after_anothers_autosave_is_refused_and_so_is_the_next_autosave(
    ada: Editor, ben: Editor, page: Any
) -> None:
    autosaving, saving = ada.open(edit_url(page)), ben.open(edit_url(page))
    first = autosaving.save(autosave=True, title="Ada types")
    autosaving.data["overwrite_revision_id"] = str(first.json()["revision_id"])

    refused = saving.save(title="Ben's title")
    assert "Ada Lovelace" in notice(refused)
    assert saving.again(refused).save(**box(refused)).status_code == 302

    assert autosaving.save(autosave=True, title="Ada types on").json()["error_code"] == "invalid_revision"
    assert "Ben Bitdiddle" in notice(autosaving.save(title="Ada types on"))
    assert draft(page).title == "Ben's title"


def test_an_old_version_is_not_brought_back_over_a_new_one(ada: Editor, ben: Editor, page: Any) -> None:
    old = page.latest_revision_id
    ada.open(edit_url(page)).save(title="Ada's title")
    form = ben.open(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old]))
    ada.open(edit_url(page)).save(title="Ada's second title")

    assert "Ada Lovelace" in notice(form.save())
    assert draft(page).title == "Ada's second title"


def test_a_copy_below_a_page_that_is_gone_is_refused(ben: Editor, page: Any) -> None:
    parent = ContentPageFactory(title="Gone")
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    content = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": parent.pk}
    Page.objects.get(pk=parent.pk).delete()

    response = ben.client.post(url, content, follow=True)

    assert response.redirect_chain == [(url, 302)]
    assert "the page that you chose as the new parent is not there any more" in response.content.decode()
    assert not Page.objects.filter(slug="copy").exists()
    assert ben.client.post(url, {**content, "new_parent_page": page.get_parent().pk}).status_code == 302
    assert Page.objects.filter(slug="copy").exists()
