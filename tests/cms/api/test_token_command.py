"""``manage.py api_tokens``: makes tokens with scopes and an expiry, lists and revokes them."""

import datetime
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import APIToken

from cms.plugins.testing.client import ApiClient
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def run(*arguments: Any) -> str:
    output = StringIO()
    call_command("api_tokens", *map(str, arguments), stdout=output)
    return output.getvalue().strip()


def test_a_token_is_made_with_its_scopes_and_days() -> None:
    PersonFactory(username="devi")

    made = json.loads(
        run("create", "--user", "devi", "--name", "Preview", "--scope", "read_drafts", "--days", 3, "--json")
    )

    token = APIToken.objects.get()
    assert (token.user.username, token.name) == ("devi", "Preview")
    assert token.terms.scopes == {"read_drafts"}
    assert made["scopes"] == ["read_drafts"]
    last_day = timezone.localdate(token.terms.expires - datetime.timedelta(seconds=1))
    assert last_day == timezone.localdate() + datetime.timedelta(days=3)
    assert ApiClient("v3", Authorization=f"Bearer {made['token']}").get("whoami/").status_code == 200


def test_a_token_without_options_may_nothing_special_and_expires_as_usual() -> None:
    PersonFactory(username="devi")

    plaintext = run("create", "--user", "devi", "--name", "Frontend")

    terms = APIToken.objects.get().terms
    assert terms.scopes == set()
    assert datetime.timedelta(days=89) < terms.expires - timezone.now() < datetime.timedelta(days=92)
    assert ApiClient("v3", Authorization=f"Bearer {plaintext}").get("pages/").status_code == 200


@pytest.mark.parametrize("days", [-1, 366, 10**12])
def test_no_token_holds_longer_than_allowed(days: int) -> None:
    PersonFactory(username="devi")

    with pytest.raises(CommandError, match="between 0 and 365"):
        run("create", "--user", "devi", "--name", "Frontend", "--days", days)
    assert not APIToken.objects.exists()


def test_tokens_are_listed_with_their_terms_and_revoked() -> None:
    person = PersonFactory(username="devi")
    run("create", "--user", "devi", "--name", "One", "--scope", "write", "--scope", "review")
    APIToken.create_token(user=person, name="Wagtail's own")

    lines = {line.split("\t")[2]: line for line in run("list").splitlines()}
    assert "scopes=review,write" in lines["One"]
    assert "scopes=none\texpires=never" in lines["Wagtail's own"]
    run("revoke", "--id", APIToken.objects.get(name="One").pk)
    assert "One" not in run("list")
    assert "One" in run("list", "--include-revoked")
