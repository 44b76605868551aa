"""What plugins read is what a caller of version 3 is answered; and their own formats of errors are left as they are."""

import pytest
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from cms.api.middleware import PublicAPIMiddleware
from cms.api.reading import Answer, openapi_document, read
from cms.plugins.testing.client import ApiClient
from tests.cms.api.actors import HOST
from tests.factories.media import CollectionFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, FormPageFactory, section

pytestmark = pytest.mark.django_db


def reading(path: str, query: dict[str, object], **headers: str) -> Answer:
    """What is read within a request to the address of a plugin, which asks for another site and format itself."""
    answers: list[Answer] = []

    def view(request: HttpRequest) -> HttpResponse:
        answers.append(read(request, path, query))
        return HttpResponse()

    request = RequestFactory().post("/api/of-a-plugin/?rich_text_format=markdown&site=x", headers={**HOST, **headers})
    PublicAPIMiddleware(SessionMiddleware(view))(request)
    return answers[0]


def test_what_is_read_is_what_version_3_answers(v3: ApiClient) -> None:
    page = ContentPageFactory(body=[section("Part", {"type": "rich_text", "value": "<p><b>Bold</b></p>"})])

    for query in ({}, {"fields": "_,title"}, {"rich_text_format": "markdown"}):
        path = f"pages/{page.pk}/"
        assert reading(f"/api/v3/{path}", query) == (200, v3.json(path, **query))
    assert reading("/api/v3/pages/", {"type": ["pages.ContentPage", "pages.IndexPage"]}).data["count"] == 1


def test_what_is_closed_is_told_as_version_3_tells_it(v3: ApiClient) -> None:
    page = ContentPageFactory()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    answer = reading(f"/api/v3/pages/{page.pk}/", {})

    assert answer == (401, v3.get(f"pages/{page.pk}/").json())


def test_a_form_and_a_file_behind_a_password_are_read_as_well(v3: ApiClient) -> None:
    form, collection = FormPageFactory(), CollectionFactory()
    image = ImageFactory(collection=collection)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="password", password="sesame")

    assert reading(f"/api/v3/forms/{form.pk}/", {}).status == 200
    assert reading(f"/api/v3/images/{image.pk}/", {}).status == 404


def test_what_is_no_address_is_not_found() -> None:
    assert reading("/api/v3/pages/-/a/", {}).status == 404
    assert reading("/api/v3/pages/987654/", {}).status == 404


def test_a_query_is_held_to_the_bounds_of_any_other() -> None:
    assert reading("/api/v3/pages/", {"search": "a\0"}).status == 400
    assert reading("/api/v3/pages/", {"search": "a" * 1000}).status == 400


def test_the_operations_are_in_the_document() -> None:
    assert "/api/v3/pages/{page_id}/" in openapi_document()["paths"]


@pytest.mark.parametrize(
    ("content_type", "kept"), [("application/graphql-response+json; charset=utf-8", True), ("text/html", False)]
)
def test_errors_in_a_format_of_json_are_passed_on(content_type: str, kept: bool, rf: RequestFactory) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(b'{"secret": 1}', status=400, content_type=content_type)

    response = PublicAPIMiddleware(view)(rf.get("/api/of-a-plugin/"))

    assert (b"secret" in response.content) is kept
