"""Works the page editor as a browser does: opens the form, changes what a person changed, posts all of it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

__all__ = ["Person", "body"]

EDIT_FORM = "page-edit-form"


def body(*sections: tuple[str, str]) -> dict[str, Any]:
    """The body's part of a posted form: sections with a heading and a paragraph, as the block editor sends them."""
    return nested_form_data(
        {
            "body": streamfield(
                [
                    (
                        "section",
                        {
                            "heading": heading,
                            "level": "2",
                            "anchor": "",
                            "content": streamfield([("rich_text", rich_text(f"<p>{text}</p>"))]),
                        },
                    )
                    for heading, text in sections
                ]
            )
        }
    )


@dataclass
class Person:
    """Somebody and their browser."""

    user: Any
    browser: Client

    def create(self, parent: Page, page_type: str, changes: dict[str, Any], action: str = "") -> HttpResponse:
        """Open "Add page" of ``page_type`` ("pages.programpage"), fill it in and press a button."""
        url = reverse("wagtailadmin_pages:add", args=[*page_type.split("."), parent.pk])
        return self._post_form(url, changes, {action: "1"} if action else {})

    def edit(self, page: Page, changes: dict[str, Any], action: str = "", **extra: str) -> HttpResponse:
        """Open the page's editor, make changes and press a button ("action-submit"; none is "Save draft")."""
        return self._post_form(self.edit_url(page), changes, {**({action: "1"} if action else {}), **extra})

    def decide(self, page: Page, action: str, comment: str = "") -> HttpResponse:
        """Press "Approve" or "Request changes" on the page's current task, as the dashboard and the editor do."""
        task_state = TaskState.objects.filter(revision__object_id=str(page.pk)).latest("pk")
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task_state.pk])
        return self.browser.post(url, {"comment": comment})

    def opens(self, page: Page) -> str:
        """The page's editor, as text."""
        response = self.browser.get(self.edit_url(page))
        assert response.status_code == 200
        return response.content.decode()

    @staticmethod
    def edit_url(page: Page) -> str:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])

    def _post_form(self, url: str, changes: dict[str, Any], buttons: dict[str, str]) -> HttpResponse:
        form = self.browser.get(url)
        assert form.status_code == 200, f"{url} answers {form.status_code}"
        data: QueryDict = querydict_from_html(form.content.decode(), form_id=EDIT_FORM)
        # The block editor makes its part of the form with JavaScript and always sends it: here empty unless changed.
        for name, value in {**body(), **changes, **buttons}.items():
            data[name] = value
        return self.browser.post(url, data.urlencode(), content_type="application/x-www-form-urlencoded")
