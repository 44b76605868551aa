"""Two people say who may see a page or a collection: the second is told what the first has said."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Collection
from wagtail.test.utils import WagtailTestUtils

from tests.cms.edits.editors import Editor, editor, sent_by
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory, PersonFactory

pytestmark = pytest.mark.django_db

FORM = "edits-privacy"
Make = Callable[[], tuple[str, Any]]


@pytest.fixture
def ada() -> Editor:
    return editor(AdministratorFactory(first_name="Ada", last_name="Lovelace"))


@pytest.fixture
def ben() -> Editor:
    return editor(AdministratorFactory(first_name="Ben", last_name="Bitdiddle"))


def page() -> tuple[str, Any]:
    made = ContentPageFactory(title="A page")
    return reverse("wagtailadmin_pages:set_privacy", args=[made.pk]), made


def collection() -> tuple[str, Any]:
    made = Collection.get_first_root_node().add_child(name="Files")
    return reverse("wagtailadmin_collections:set_privacy", args=[made.pk]), made


KINDS = pytest.mark.parametrize("make", [page, collection])


def opened(somebody: Editor, url: str) -> dict[str, Any]:
    return sent_by(somebody.client.get(url).json()["html"], FORM).dict()


def save(somebody: Editor, url: str, form: dict[str, Any], **changes: Any) -> Any:
    return somebody.client.post(url, {**form, **changes}).json()


def notice(answer: Any) -> str:
    found = WagtailTestUtils.get_soup(answer.get("html", "")).find(attrs={"data-edits-refused": True})
    return " ".join(found.get_text(" ").split()) if found else ""


def shown_again(answer: Any) -> dict[str, Any]:
    assert answer["step"] == "set_privacy"
    return sent_by(answer["html"], FORM).dict()


def box(answer: Any) -> str:
    value: str = WagtailTestUtils.get_soup(answer["html"]).find(attrs={"name": "edits_save_over"})["value"]
    return value


@KINDS
def test_a_stale_save_is_refused_until_it_is_made_on_purpose(ada: Editor, ben: Editor, make: Make) -> None:
    url, restricted = make()
    form = opened(ben, url)
    done = save(ada, url, opened(ada, url), restriction_type="login")
    assert done == {"step": "set_privacy_done", "is_public": False}

    refused = save(ben, url, form, restriction_type="password", password="ben's password")

    assert "Ada Lovelace has saved this privacy setting in the meantime" in notice(refused)
    assert "Stored now: Private, accessible to any logged-in users" in notice(refused)
    assert "different from what is stored now: Visibility, Shared password" in notice(refused)
    assert restricted.view_restrictions.get().restriction_type == "login"
    again = shown_again(refused)
    assert (again["restriction_type"], again["password"]) == ("password", "ben's password")

    assert notice(save(ben, url, again))
    assert save(ben, url, again, edits_save_over=box(refused))["step"] == "set_privacy_done"
    assert restricted.view_restrictions.get().password == "ben's password"


@KINDS
def test_what_somebody_has_opened_is_not_closed_again_unseen(ada: Editor, ben: Editor, make: Make) -> None:
    url, restricted = make()
    readers = Group.objects.create(name="Readers")
    assert (
        save(ben, url, opened(ben, url), restriction_type="groups", groups=[readers.pk])["step"] == "set_privacy_done"
    )
    form = opened(ben, url)
    assert save(ada, url, opened(ada, url), restriction_type="none")["is_public"]

    refused = save(ben, url, form, restriction_type="login")

    assert "Ada Lovelace has saved this privacy setting" in notice(refused)
    assert "Stored now: Public" in notice(refused)
    assert not restricted.view_restrictions.exists()


@KINDS
def test_the_groups_that_are_stored_are_named(ada: Editor, ben: Editor, make: Make) -> None:
    url, _restricted = make()
    readers = Group.objects.create(name="Readers")
    form = opened(ben, url)
    save(ada, url, opened(ada, url), restriction_type="groups", groups=[readers.pk])

    refused = save(ben, url, form, restriction_type="login")

    assert "Stored now: Private, accessible to users in specific groups: Readers" in notice(refused)


@KINDS
def test_nobody_in_between_is_no_conflict(ben: Editor, make: Make) -> None:
    url, _restricted = make()
    for kind in ("login", "none"):
        answer = save(ben, url, opened(ben, url), restriction_type=kind)
        assert answer == {"step": "set_privacy_done", "is_public": kind == "none"}


@KINDS
def test_the_form_is_wagtails(ben: Editor, make: Make) -> None:
    """What Wagtail's script and its own form need is there: one field for each, shown by what is chosen."""
    url, _restricted = make()
    soup = WagtailTestUtils.get_soup(ben.client.get(url).json()["html"])

    assert soup.find("form")["data-controller"] == "w-rules"
    assert {field["name"] for field in soup.find_all("input")} >= {"restriction_type", "password", "edits_opened"}
    [password, groups] = soup.find_all(attrs={"data-w-rules-target": "show"})
    assert password.has_attr("hidden")
    assert groups.has_attr("hidden")


def test_an_edit_of_the_page_is_no_change_of_its_privacy(ada: Editor, ben: Editor) -> None:
    url, made = page()
    form = opened(ben, url)
    made.save_revision(user=ada.person, log_action=True).publish(user=ada.person)

    assert save(ben, url, form, restriction_type="login")["step"] == "set_privacy_done"


@KINDS
def test_whoever_may_not_say_so_hears_of_nobody(ada: Editor, make: Make) -> None:
    url, _restricted = make()
    form = opened(ada, url)
    save(ada, url, opened(ada, url), restriction_type="login")
    stranger = editor(PersonFactory())

    answer = stranger.client.post(url, {**form, "restriction_type": "none"})

    assert answer.status_code == 302
    assert "Lovelace" not in answer.content.decode()
