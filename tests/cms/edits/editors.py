"""People who have a form of the admin open, and send it as their browser would."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, QueryDict
from django.test import Client
from wagtail.test.utils import WagtailTestUtils
from wagtail.test.utils.form_data import querydict_from_html

__all__ = ["Editor", "OpenForm", "editor", "sent_by"]

PAGE_FORM, OTHER_FORM = "page-edit-form", "w-editor-form"
FORM_POST = "application/x-www-form-urlencoded"
AUTOSAVE = {"Accept": "application/json"}
BODY = {"body-count": "0"}  # the block editor makes its part of the form with JavaScript


def sent_by(html: str, form_id: str) -> QueryDict:
    """What the form sends, with the fields that stand beside it and belong to it."""
    data: QueryDict = querydict_from_html(html, form_id=form_id)
    for element in WagtailTestUtils.get_soup(html).find_all("input", attrs={"form": form_id, "type": "hidden"}):
        data[element["name"]] = element["value"]
    return data


@dataclass
class OpenForm:
    """A form as it was opened. ``changes`` are what was typed in it since."""

    client: Client
    url: str
    form_id: str
    data: QueryDict

    def save(self, button: str = "", autosave: bool = False, **changes: Any) -> Any:
        """Press ``button``, or "Save", or have the form saved by itself."""
        data = self.data.copy()
        for name, value in {**changes, **({button: button} if button else {})}.items():
            data[name] = value
        headers = AUTOSAVE if autosave else {}
        return self.client.post(self.url, data.urlencode(), content_type=FORM_POST, headers=headers)

    def again(self, response: HttpResponse) -> "OpenForm":
        """The form as ``response`` shows it again."""
        assert response.status_code == 200
        data = sent_by(response.content.decode(), self.form_id)
        if self.form_id == PAGE_FORM:
            data.update(BODY)
        return OpenForm(self.client, self.url, self.form_id, data)


@dataclass
class Editor:
    """Somebody and their browser."""

    person: Any
    client: Client = field(default_factory=Client)

    def open(self, url: str) -> OpenForm:
        """Open the edit form at ``url``."""
        form_id = PAGE_FORM if "/pages/" in url and "/snippets/" not in url else OTHER_FORM
        form = OpenForm(self.client, url, form_id, QueryDict())
        return form.again(self.client.get(url))


def editor(person: Any) -> Editor:
    """``person``, signed in."""
    somebody = Editor(person)
    somebody.client.force_login(person)
    return somebody
