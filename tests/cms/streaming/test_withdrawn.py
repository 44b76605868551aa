"""A stream that is open shows nothing private any more once its token, or the owner of it, may not read it."""

import pytest
from django.db import transaction
from django.utils import timezone

from cms.api.models import TokenTerms
from cms.api.scopes import Scope
from cms.ledger.changes import Action, NewChange
from cms.ledger.head import latest_number
from cms.ledger.recording import record
from cms.review.groups import DESIGNERS
from tests.cms.streaming.server import StreamServer, wait_until
from tests.factories.pages import ContentPageFactory
from tests.factories.people import PersonFactory
from tests.factories.tokens import make_token

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.parametrize("loses", ["rights", "account", "time"])
def test_whose_token_opens_less_hears_no_more_of_drafts(server: StreamServer, loses: str) -> None:
    person = PersonFactory(groups=[DESIGNERS])
    listener = server.listen("", Authorization=f"Bearer {make_token(person, Scope.READ_DRAFTS)}")
    wait_until(lambda: listener.last_id, 30, listener)
    page = ContentPageFactory(live=False)
    wait_until(lambda: listener.numbers, 30, listener)
    before = listener.numbers

    if loses == "rights":
        person.groups.clear()
    elif loses == "account":
        type(person).objects.filter(pk=person.pk).update(is_active=False)
    else:
        TokenTerms.objects.update(expires=timezone.now())
    with transaction.atomic():
        page.save_revision()
    record([NewChange(Action.CHANGED, "x.Y", "1")])
    public = latest_number()
    wait_until(lambda: listener.is_over or public in listener.numbers, 30, listener)

    assert listener.numbers == [*before, *([public] if loses == "rights" else [])]
    assert listener.is_over is (loses != "rights")
