"""What Wagtail's own operations raise over a value is refused; nothing else is hidden."""

from typing import Any

import pytest
from django.http import HttpRequest
from ninja.errors import HttpError
from wagtail.api.rich_text import RichTextFormatError
from wagtail.models import Page

from cms.api.v3.guard import guarded
from cms.plugins.testing.client import ApiClient
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.sites import default_home
from tests.factories.tokens import EVERY_SCOPE, caller_with_token


def view_of(module: str, error: Exception) -> Any:
    """The guarded view of an operation in ``module``, which raises ``error``."""

    def view(request: HttpRequest) -> None:
        raise error

    view.__module__ = module
    return guarded(view)


@pytest.mark.parametrize(
    "error", [KeyError("value"), TypeError("not iterable"), AttributeError("get"), OverflowError()]
)
def test_what_wagtail_raises_over_a_value_is_refused(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(HttpError) as refused:
        view_of("wagtail.api.v3.routers.pages", error)(HttpRequest())

    assert refused.value.status_code == 422
    assert type(error).__name__ in caplog.text


@pytest.mark.parametrize("error", [RuntimeError("broken"), RichTextFormatError("no such format")])
def test_anything_else_that_wagtail_raises_is_passed_on(error: Exception) -> None:
    with pytest.raises(type(error)):
        view_of("wagtail.api.v3.routers.pages", error)(HttpRequest())


def test_what_our_own_operations_raise_is_passed_on() -> None:
    with pytest.raises(KeyError):
        view_of("cms.api.v3.pages", KeyError("value"))(HttpRequest())


@pytest.mark.django_db
@pytest.mark.parametrize("position", ["left", "right", "first-sibling", "last-sibling"])
def test_no_page_is_moved_beside_the_root_of_the_tree(position: str) -> None:
    page, root = ContentPageFactory(), Page.get_first_root_node()
    administrator: ApiClient = caller_with_token(AdministratorFactory(), *EVERY_SCOPE)

    response = administrator.client.post(
        f"/api/v3/pages/{page.pk}/actions/move/",
        {"destination_id": root.pk, "position": position},
        content_type="application/json",
        headers={"Host": "localhost:8000", **administrator.headers},
    )

    assert response.status_code == 422
    page.refresh_from_db()
    assert page.get_parent().pk == default_home().pk
