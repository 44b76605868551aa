"""``If-Match`` under concurrent writers: of those who have read the same state, one writes."""

from functools import partial
from typing import Any

import pytest
from wagtail.models import Page

from cms.plugins.testing.client import ApiClient
from tests.at_once import at_once
from tests.cms.api.v3.subjects import CHANGES, etag_of, send, subject_of
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.sites import default_home
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WRITERS = 4
#: What leaves what the page's answer shows as it was: each copy is one of its own, the draft stays, and the answer does
#: not tell of the workflow. Both find the page as they know it, and the second what the first has left.
SHOWING_NOTHING = {
    "pages_actions_copy": [201, 201],
    "pages_actions_create_alias": [201, 201],
    "pages_actions_unpublish": [200, 403],  # it is not live any more
    "pages_actions_reject": [200, 409],  # it waits at no step any more
    "pages_actions_approve": [200, 200],  # it waits at the next step
}


def test_one_of_several_writers_with_the_same_etag_is_not_refused() -> None:
    page: Any = ContentPageFactory(title="As it was")
    page.save_revision().publish()
    callers = [caller_with_token(AdministratorFactory(), *EVERY_SCOPE) for _number in range(WRITERS)]
    path = f"pages/{page.pk}/"

    for round_number in range(3):
        tag = callers[0].get(path, version="draft")["ETag"]
        before = page.revisions.count()

        def write(caller: ApiClient, title: str, if_match: str = tag) -> Any:
            sender = ApiClient("v3", **caller.headers, **{"If-Match": if_match})
            return sender.send("patch", path, meta={"type": "pages.ContentPage"}, title=title)

        answers = at_once(
            *(partial(write, caller, f"{round_number}-{number}") for number, caller in enumerate(callers))
        )

        assert sorted(answer.status_code for answer in answers) == [200] + [412] * (WRITERS - 1)
        [won] = [answer for answer in answers if answer.status_code == 200]
        draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert draft.title == won.json()["title"]
        assert page.revisions.count() == before + 1
        assert callers[0].get(path, version="draft")["ETag"] == won["ETag"]


def test_of_several_who_do_the_same_at_once_one_does_it() -> None:
    default_home()
    callers = [caller_with_token(AdministratorFactory(), *EVERY_SCOPE) for _number in range(2)]
    answers = {}
    for operation_id in CHANGES:
        subject = subject_of(operation_id)
        tag = etag_of(callers[0], subject)
        sent = at_once(*(partial(send, caller, operation_id, subject, If_Match=tag) for caller in callers))
        answers[operation_id] = sorted(answer.status_code for answer in sent)

    usual = {name: [204, 404] if name.endswith("delete") else [200, 412] for name in CHANGES}
    assert answers == usual | SHOWING_NOTHING
