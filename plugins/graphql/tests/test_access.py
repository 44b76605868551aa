"""Who asks is answered what REST answers them: every cell of the tables in ``docs/access.md`` that is about reading.

And whatever an answer holds, REST shows to the same caller: each value of an answer that selects all there is stands in
the answer of REST.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import get_named_type

from asking import ENDPOINT
from digital_skills_graphql import view
from digital_skills_graphql.schema import schema
from digital_skills_graphql.settings import GraphqlSettings
from everything import everything_of
from tests.cms.api.access_tables import Table, cells_of
from tests.cms.api.actors import FILE_STATES, PAGE_STATES, WORD, Actor, make_actor, make_file, make_page

pytestmark = pytest.mark.django_db

SHOWN, HIDDEN = "shown", "–"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
CONTENT = "... on RichTextBlock { richText } ... on ImageBlock { image { image { title alt } } }"
BODY = f"... on ContentPage {{ body {{ ... on SectionBlock {{ section {{ content {{ {CONTENT} }} }} }} }} }}"

#: What holds many things, by the row of the tables that it is answered as.
HOLDING = {
    "GET /api/v3/pages/": "{ pages { count items { title meta { slug parent { title } } } } }",
    "GET /api/v3/pages/?search=quokka": '{ pages(search: "quokka") { count items { title highlights { html } } } }',
    "GET /api/v3/pages/?slug=quokka": '{ pages(slug: "quokka", order: [TITLE_DESC]) { items { title } } }',
    "GET /api/v3/pages/{linking}/": f"{{ page(id: {{linking}}) {{ {BODY} }} }}",
    "GET /api/v3/pages/{showing}/": f"{{ page(id: {{showing}}) {{ {BODY} }} }}",
    "GET /api/v3/navigation/": "{ navigation { main { label url children { label } } footer { label } } }",
    "GET /api/v3/redirects/": "{ redirects { count items { oldPath location } } }",
    "GET /api/v3/images/": "{ images { count items { title url meta { downloadUrl } } } }",
    "GET /api/v3/documents/": "{ documents { count items { title meta { downloadUrl } } } }",
}
#: What is one thing, by its row.
SINGLE = {
    "GET /api/v3/pages/{page}/": "{ found: page(id: {page}) { id title meta { slug } } }",
    "GET /api/v3/pages/{page}/?version=draft": "{ found: page(id: {page}, version: DRAFT) { id title } }",
    "GET /api/v3/resolve/?path={path}": '{ found: resolve(path: "{path}") { ... on ResolvedPage { page { title } } } }',
    "GET /api/v3/redirects/{redirect}/": "{ found: redirect(id: {redirect}) { id } }",
    "GET /api/v3/forms/{page}/": "{ found: form(id: {page}) { __typename } }",
    "GET /api/v3/images/{image}/": "{ found: image(id: {image}) { title } }",
    "GET /api/v3/documents/{document}/": "{ found: document(id: {document}) { title } }",
}
#: All that there is: what REST is asked for, and the field of the query.
ALL = {
    "pages/?fields=*": "pages",
    "pages/?fields=*&search=quokka": 'pages(search: "quokka")',
    "pages/?fields=*&order=-title&descendant_of=root": 'pages(order: [TITLE_DESC], descendantOf: "root")',
    "pages/{page}/": "page(id: {page})",
    "pages/{page}/?version=draft": "page(id: {page}, version: DRAFT)",
    "pages/{linking}/": "page(id: {linking})",
    "pages/{showing}/": "page(id: {showing})",
    "resolve/?path={path}": 'resolve(path: "{path}")',
    "navigation/": "navigation",
    "settings/": "settings",
    "redirects/": "redirects",
    "images/": "images",
    "images/{image}/": "image(id: {image})",
    "documents/": "documents",
    "documents/{document}/": "document(id: {document})",
    "forms/{page}/": "form(id: {page})",
    "sites/": "sites",
}
#: Where a page that is hidden is named to find others by it.
NAMING = {
    "pages/?child_of={page}": 'pages(childOf: "{page}")',
    "pages/?descendant_of={page}": 'pages(descendantOf: "{page}")',
    "pages/?ancestor_of={page}": "pages(ancestorOf: {page})",
    "pages/?translation_of={page}": 'pages(translationOf: "{page}")',
    "pages/?id={page}": 'pages(id: "{page}")',
    "redirects/?redirect_page={page}": "redirects(redirectPage: [{page}])",
}
#: The types of what the tables are about, and of what is around it.
TYPES = frozenset(
    {
        *("HomePage", "IndexPage", "ContentPage", "FormPage", "ResolvedPage", "ResolvedRedirect", "Nothing"),
        *("SectionBlock", "RichTextBlock", "ImageBlock"),
    }
)
WIDE = GraphqlSettings(
    max_length=10**6, max_tokens=10**6, max_depth=40, max_fields=10**6, max_fragments=10**6, max_cost=10**6,
    max_nodes=10**6, max_repetitions=10**9, max_content=10**7, max_seconds=600,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits are tested elsewhere."""
    monkeypatch.setattr(view, "plugin_settings", lambda _kind: WIDE)


def asked(actor: Actor, query: str, values: dict[str, Any]) -> Any:
    """The answer to a query whose placeholders stand for ``values``."""
    filled = PLACEHOLDER.sub(lambda match: str(values[match[1]]), query)
    response = actor.client.post(ENDPOINT, {"query": filled}, content_type="application/json", headers=actor.headers)
    assert response.status_code == 200, response.content
    return response.json()


def read(actor: Actor, path: str, values: dict[str, Any]) -> Any:
    """What REST answers: its response."""
    filled = PLACEHOLDER.sub(lambda match: str(values[match[1]]), path)
    return actor.client.get(f"/api/v3/{filled}", headers=actor.headers)


def in_words_of_the_tables(actor: Actor, row: str, values: dict[str, Any]) -> str:
    """What ``actor`` is answered to the query that stands for ``row``."""
    if row in HOLDING:
        answer = asked(actor, HOLDING[row], values)
        assert "errors" not in answer
        return SHOWN if WORD in str(answer).lower() else HIDDEN
    answer = asked(actor, SINGLE[row], values)
    if answer["data"]["found"]:
        return "200"
    assert WORD not in str(answer).lower().replace(values.get("path", WORD), "")
    [error] = answer.get("errors") or [{"extensions": {"status": 404}}]
    return str(error["extensions"]["status"])


def values_of(content: Any) -> Iterator[str]:
    """Every value in a content of JSON, in the form in which both APIs write it."""
    if isinstance(content, dict):
        for name, value in content.items():
            if name != "token":  # that of a form is another one each second
                yield from values_of(value)
    elif isinstance(content, list):
        for value in content:
            yield from values_of(value)
    elif content is not None:
        yield str(content).lower().replace("-", "_")


def without_typenames(content: Any) -> Any:
    if isinstance(content, dict):
        return {name: without_typenames(value) for name, value in content.items() if name != "__typename"}
    return [without_typenames(each) for each in content] if isinstance(content, list) else content


def check(table: Table, actor: Actor, state: str, values: dict[str, Any]) -> None:
    """Compare each cell of the table, and each answer with REST's."""
    rows = [row for row in table.rows if row in HOLDING or row in SINGLE]
    assert rows
    answers = {row: in_words_of_the_tables(actor, row, values) for row in rows}
    assert answers == {row: table.rows[row][state] for row in rows}

    for path, field in ALL.items():
        if not set(PLACEHOLDER.findall(path)) <= values.keys():
            continue
        made = get_named_type(schema().query.fields[field.partition("(")[0]].type)
        answer = asked(actor, f"{{ found: {field} {{ {everything_of(schema().graphql, made.name, TYPES)} }} }}", values)
        shown, known = (
            set(values_of(without_typenames(answer["data"]))),
            set(values_of(read(actor, path, values).json())),
        )
        assert shown <= known | {"nothing"}, (path, sorted(shown - known))
        assert shown or "errors" in answer or read(actor, path, values).status_code == 404, path

    for path, field in NAMING.items():
        if set(PLACEHOLDER.findall(path)) <= values.keys():
            answer, rest = asked(actor, f"{{ found: {field} {{ count }} }}", values), read(actor, path, values)
            if rest.status_code == 200:
                assert answer["data"]["found"] == {"count": rest.json()["count"]}, path
            else:
                assert answer["errors"][0]["extensions"]["status"] == rest.status_code, path


@pytest.mark.parametrize("state", PAGE_STATES)
@pytest.mark.parametrize(("table", "name"), cells_of("Pages"))
def test_a_page_is_answered_as_the_table_says(table: Table, name: str, state: str) -> None:
    subject = make_page(state)
    check(table, make_actor(name, subject["page"]), state, subject)


@pytest.mark.parametrize("state", FILE_STATES)
@pytest.mark.parametrize(("table", "name"), cells_of("Files"))
def test_a_file_is_answered_as_the_table_says(table: Table, name: str, state: str) -> None:
    check(table, make_actor(name), state, make_file(state))
