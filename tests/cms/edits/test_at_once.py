"""Several people save one page at the same moment: one is kept, the others are told whose it was."""

from functools import partial
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.at_once import at_once
from tests.cms.edits.editors import editor
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

EDITORS = 3


@pytest.mark.parametrize("button", ["", "action-publish"])
def test_one_of_several_saves_at_once_is_kept(button: str) -> None:
    page: Any = ContentPageFactory(title="As it was")
    page.save_revision().publish()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    editors = [editor(AdministratorFactory(first_name="Editor", last_name=str(number))) for number in range(EDITORS)]
    forms = [somebody.open(url) for somebody in editors]

    answers = at_once(*(partial(form.save, button, title=f"Title {number}") for number, form in enumerate(forms)))

    assert sorted(answer.status_code for answer in answers) == [200] * (EDITORS - 1) + [302]
    [kept] = [number for number, answer in enumerate(answers) if answer.status_code == 302]
    assert Page.objects.get(pk=page.pk).get_latest_revision_as_object().title == f"Title {kept}"
    for answer in answers:
        if answer.status_code == 200:
            assert f"Editor {kept} has saved this page" in answer.content.decode()
    assert page.revisions.count() == 2
