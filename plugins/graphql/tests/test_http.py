"""HTTP for queries: methods, media types, statuses, headers. Nothing that is sent is a server error."""

import json
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from asking import ENDPOINT, Asker
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.tokens import make_token

QUERY = "query a($n: Int) { pages(limit: $n) { count } }"
GRAPHQL = "application/graphql-response+json"


def media_type(response: Any) -> str:
    found: str = response["Content-Type"].partition(";")[0]
    return found


def test_a_query_is_sent_in_the_address_or_as_json(ask: Asker) -> None:
    posted = ask.post({"query": QUERY, "variables": {"n": 1}, "operationName": "a", "extensions": {"a": 1}})
    got = ask.get(query=QUERY, variables='{"n": 1}', operationName="a", extensions="{}")

    assert posted.status_code == got.status_code == 200
    assert posted.json() == got.json() == {"data": {"pages": {"count": 1}}}
    assert media_type(posted) == media_type(got) == GRAPHQL


def test_head_and_options_are_answered(ask: Asker) -> None:
    head = ask.client.head(ENDPOINT, {"query": "{ sites { count } }"}, headers=ask.headers)
    options = ask.client.options(ENDPOINT, headers=ask.headers)

    assert (head.status_code, head.content) == (200, b"")
    assert (options.status_code, options.content) == (204, b"")
    assert options["Allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_are_refused(ask: Asker, method: str) -> None:
    response = getattr(ask.client, method)(ENDPOINT, headers=ask.headers)

    assert response.status_code == 405
    assert "POST" in response["Allow"]


MALFORMED: dict[str, tuple[Any, str, int]] = {
    "no JSON": ("{", "application/json", 400),
    "no UTF-8": (b'{"query": "\xff"}', "application/json", 400),
    "another charset": ('{"query": "{ a }"}', "application/json; charset=utf-16", 415),
    "a form": ("query={a}", "application/x-www-form-urlencoded", 415),
    "a query alone": ("{ sites { count } }", "application/graphql", 415),
    "several queries": ([{"query": "{ sites { count } }"}] * 2, "application/json", 400),
    "a text": ('"{ sites { count } }"', "application/json", 400),
    "null": ("null", "application/json", 400),
    "nothing": (" ", "application/json", 400),
    "no query": ({"variables": {}}, "application/json", 400),
    "a query that is none": ({"query": 1}, "application/json", 400),
    "variables that are none": ({"query": "{ sites { count } }", "variables": []}, "application/json", 400),
    "a name that is none": ({"query": "{ sites { count } }", "operationName": {}}, "application/json", 400),
    "extensions that are none": ({"query": "{ sites { count } }", "extensions": 1}, "application/json", 400),
    "unknown members": ({"query": "{ sites { count } }", "id": 1}, "application/json", 400),
    "null characters": ({"query": "{ sites { count } }\x00"}, "application/json", 400),
    "no GraphQL": ({"query": "SELECT 1"}, "application/json", 400),
    "an empty query": ({"query": ""}, "application/json", 400),
    "an empty selection": ({"query": "{ pages { } }"}, "application/json", 400),
    "a mutation": ({"query": "mutation { sites { count } }"}, "application/json", 400),
    "a subscription": ({"query": "subscription { sites { count } }"}, "application/json", 400),
    "a definition": ({"query": "type A { b: Int }"}, "application/json", 400),
    "an unknown operation": ({"query": "query a { sites { count } }", "operationName": "b"}, "application/json", 400),
    "a variable of another kind": ({"query": QUERY, "variables": {"n": "x"}}, "application/json", 400),
    "a number that is too large": ({"query": QUERY, "variables": {"n": 2**40}}, "application/json", 400),
    "too much": ({"query": "{ sites { count } }", "variables": {"a": "x" * 100_000}}, "application/json", 413),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_malformed_is_refused_as_graphql_has_errors(ask: Asker, name: str) -> None:
    content, content_type, status = MALFORMED[name]

    response = ask.post(content, content_type)

    assert response.status_code == status
    assert media_type(response) == GRAPHQL
    assert response["Cache-Control"] == "no-store"
    answer = response.json()
    assert "data" not in answer or answer["data"] is None
    assert all(error["message"] for error in answer["errors"])


@pytest.mark.parametrize(
    "address",
    ["", "?query=", "?query={sites{count}}&variables=[", "?query={sites{count}}&a=1", "?query={a}&query={b}"],
)
def test_a_malformed_address_is_refused(ask: Asker, address: str) -> None:
    assert ask.client.get(f"{ENDPOINT}{address}", headers=ask.headers).status_code == 400


def test_a_posted_query_has_no_query_string(ask: Asker) -> None:
    response = ask.client.post(
        f"{ENDPOINT}?rich_text_format=markdown", {"query": QUERY}, content_type="application/json", headers=ask.headers
    )

    assert response.status_code == 400


def test_a_client_of_plain_json_is_told_what_is_wrong_with_200(db: None) -> None:
    for accept, status, kind in (
        ("application/json", 200, "application/json"),
        ("application/json, application/graphql-response+json;q=0.5", 400, GRAPHQL),
        ("*/*", 400, GRAPHQL),
        ("text/html", 400, GRAPHQL),
    ):
        response = Asker(Accept=accept).post({"query": "{ nothing }"})
        assert (response.status_code, media_type(response)) == (status, kind), accept
        assert "accept" in response["Vary"].lower()


def test_nobody_keeps_an_answer_without_asking(ask: Asker, site: Any) -> None:
    got = ask.get(query="{ sites { count } }")
    again = ask.client.get(
        ENDPOINT, {"query": "{ sites { count } }"}, headers={**ask.headers, "If-None-Match": got["ETag"]}
    )

    assert (got.status_code, got["Cache-Control"]) == (200, "no-cache")
    assert again.status_code == 304
    assert "authorization" in got["Vary"].lower()
    assert ask.post({"query": "{ sites { count } }"})["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in got


def test_an_answer_to_a_token_is_private(site: Any) -> None:
    asker = Asker(Authorization=f"Bearer {make_token(AdministratorFactory())}")

    for response in (asker.get(query="{ sites { count } }"), asker.post({"query": "{ sites { count } }"})):
        assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
        assert "authorization" in response["Vary"].lower()


def test_a_credential_that_is_none_is_refused(db: None) -> None:
    assert Asker(Authorization="Bearer nonsense").get(query="{ sites { count } }").status_code == 401


def test_who_is_signed_in_is_nobody(ask: Asker) -> None:
    page = ContentPageFactory()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    ask.client.force_login(AdministratorFactory())

    response = ask.post({"query": f"{{ page(id: {page.pk}) {{ title }} }}"})

    assert response.json()["data"] == {"page": None}
    [error] = response.json()["errors"]
    assert error["extensions"] == {"status": 401, "restriction": "login"}


def test_a_page_behind_a_password_says_where_to_unlock_it(ask: Asker) -> None:
    page = ContentPageFactory()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="sesame")

    [error] = ask.errors(f"{{ page(id: {page.pk}) {{ title }} }}")

    assert error["extensions"]["unlockUrl"].endswith(f"/api/v3/pages/{page.pk}/unlock/")


def test_what_goes_wrong_here_is_a_server_error_that_tells_nothing(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: Any) -> None:
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr("digital_skills_graphql.running.read", fail)
    ask.client.raise_request_exception = False

    response = ask.post({"query": "{ sites { count } }"})

    assert response.status_code == 500
    assert "secret" not in response.content.decode()
    assert json.loads(response.content)["status"] == 500
