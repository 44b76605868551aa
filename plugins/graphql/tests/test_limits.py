"""What a query may ask for is bounded, and what is over a bound is refused before anything is looked up."""

import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asking import Asker
from digital_skills_graphql import running, view
from digital_skills_graphql.settings import GraphqlSettings
from tests.factories.pages import ContentPageFactory

CHAIN = " ".join(f"fragment f{number} on Page {{ ...f{number + 1} ...f{number + 1} }}" for number in range(30))

#: Queries that are over a limit, by what the error says.
TOO_MUCH = {
    "tokens": "{ pages(slug: [" + "A " * 4_500 + "]) { count } }",
    "code points": "{ pages { count } } #" + "x" * 20_000,
    "deeper": "{ pages " + "{ items { meta { parent { meta " * 6 + "{ type }" + " } } } }" * 6 + " }",
    "nested too deeply": "{ pages(search: " + "[" * 1_900 + "]" * 1_900 + ") { count } }",
    "aliases": "{ pages { items { " + " ".join(f"a{number}: id" for number in range(31)) + " } } }",
    "directives": "{ pages { items { id " + "@include(if: true) " * 31 + " } } }",
    "fragments": "{ pages { items { " + "... on Page { id } " * 101 + " } } }",
    "fields, with their fragments": "{ pages { items { ...f0 } } } " + CHAIN + " fragment f30 on Page { id }",
    "within itself": "{ pages { items { ...a } } } fragment a on Page { ...b } fragment b on Page { ...a }",
    "pairs of fields": "{ pages { items { " + "meta { slug } " * 200 + " } } }",
    "fields of its own": "{ " + " ".join(f"a{number}: sites {{ count }}" for number in range(11)) + " }",
    "costs": "{ pages(limit: 100) { items { ... on ContentPage { body { __typename } } } } }",
    "where it has several": "query a { sites { count } } query b { sites { count } }",
    "is within itself": "{ ...a } fragment a on Query { ...a }",
}


@pytest.mark.parametrize("said", TOO_MUCH)
def test_what_is_too_much_is_refused_at_once(ask: Asker, said: str) -> None:
    ask("{ sites { count } }")  # the schema is there now
    begun = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        response = ask.post({"query": TOO_MUCH[said]})
    taken = time.process_time() - begun

    assert response.status_code == 400
    assert said in response.json()["errors"][0]["message"]
    assert taken < 1
    assert not [query for query in queries if "wagtailcore_page" in query["sql"]]


def test_a_limit_that_a_variable_holds_counts(ask: Asker) -> None:
    query = "query ($n: Int = 100) { pages(limit: $n) { items { ... on ContentPage { body { __typename } } } } }"

    assert ask(query, n=1)["pages"]["items"] == [{}]
    for variables in ({}, {"n": 100}, {"n": 10**6}):
        assert "costs" in ask.errors(query, **variables)[0]["message"]


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets limits for a test."""

    def limit(**values: Any) -> None:
        monkeypatch.setattr(view, "plugin_settings", lambda _kind: GraphqlSettings(**values))

    return limit


def test_an_answer_of_too_many_values_is_none(ask: Asker, limited: Any) -> None:
    limited(max_nodes=100)
    for _ in range(60):
        ContentPageFactory()

    assert ask("{ pages(limit: 40) { items { id } } }")
    response = ask.post({"query": "{ pages(limit: 60) { items { id title } } }"})

    assert response.status_code == 400
    assert response.json() == {"errors": [{"message": "The answer has too many values: ask for less."}]}


def test_nothing_more_is_looked_up_when_the_time_is_over(ask: Asker, limited: Any, site: Any) -> None:
    limited(max_seconds=1e-9)

    assert ask.errors("{ sites { count } }") == [{"message": "The answer takes too long: ask for less."}]


def test_one_address_is_read_once(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    read = running.read
    monkeypatch.setattr(
        running, "read", lambda request, path, query: (asked.append(path), read(request, path, query))[1]
    )

    ask("{ a: sites { count } b: sites { count } c: navigation { main { label } } }")

    assert asked == ["/api/v3/sites/", "/api/v3/navigation/"]


@pytest.mark.parametrize("introspection", [True, False])
def test_the_schema_can_be_asked_for_where_settings_say_so(ask: Asker, limited: Any, introspection: bool) -> None:
    limited(introspection=introspection)

    response = ask.post({"query": '{ __schema { queryType { name } } __type(name: "Page") { name } }'})
    [suggested] = ask.errors("{ pagse { count } }")

    assert response.status_code == (200 if introspection else 400)
    assert ("Did you mean" in suggested["message"]) is introspection


def test_the_schema_is_not_told_without_debugging(ask: Asker, settings: Any) -> None:
    assert "introspection" in ask.errors("{ __schema { queryType { name } } }")[0]["message"]

    settings.DEBUG = True
    assert ask("{ __schema { queryType { name } } }")["__schema"]["queryType"]["name"] == "Query"
