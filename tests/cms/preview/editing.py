"""An editor's browser that previews a page in the frontend, as the editor's panel does it."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

__all__ = ["FRONTEND", "form_of", "new_form", "preview_of", "token_in", "token_of", "typed"]

FRONTEND = "https://www.example.org"
FORM_POST = "application/x-www-form-urlencoded"


def form_of(page: Page) -> tuple[str, str]:
    """The address of the edit form of ``page``, and that of its preview."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk]), reverse(
        "wagtailadmin_pages:preview_on_edit", args=[page.pk]
    )


def new_form(page_type: str, parent: Page) -> tuple[str, str]:
    """The address of the form for a new page, and that of its preview."""
    place = [*page_type.lower().split("."), parent.pk]
    return reverse("wagtailadmin_pages:add", args=place), reverse("wagtailadmin_pages:preview_on_add", args=place)


def typed(editor: Client, form: tuple[str, str], **changes: str) -> Any:
    """Type ``changes`` into the form and let the panel send it. What the server says of it."""
    data = querydict_from_html(editor.get(form[0]).content.decode(), form_id="page-edit-form")
    for name in data:
        if (name.endswith("-required") or name == "show_in_menus") and not data[name]:
            data[name] = "on"  # what a browser sends for a ticked box without a value
    for name, value in {"body-count": "0", **changes}.items():  # the block editor makes its part with JavaScript
        data[name] = value
    return editor.post(form[1], data.urlencode(), content_type=FORM_POST).json()


def preview_of(editor: Client, form: tuple[str, str], mode: str = "frontend") -> Any:
    """What the frame of the panel is answered."""
    return editor.get(form[1], {"mode": mode, "in_preview_panel": "true"})


def token_of(editor: Client, form: tuple[str, str], **changes: str) -> str:
    """The token that the frontend gets when ``changes`` have been typed into the form."""
    typed(editor, form, **changes)
    return token_in(preview_of(editor, form))


def token_in(response: Any) -> str:
    """The token that the frontend gets. Asserts that the answer leads to its preview route."""
    assert response.status_code == 302
    address = urlsplit(response["Location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{FRONTEND}/api/preview/"
    [(name, token)] = parse_qsl(address.query)
    assert name == "token"
    return token
