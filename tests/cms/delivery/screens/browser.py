"""An administrator who works in the admin's screens, and what they find there by its name."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page, Site

from tests.cms.edits.editors import Editor, OpenForm, editor
from tests.factories.media import picture
from tests.factories.people import AdministratorFactory

__all__ = ["PUBLISH", "Browser", "image_file", "other_site", "page"]

PUBLISH = "action-publish"
DONE = (200, 302)


class Browser:
    """Posts what the screens' forms and buttons post. Names of screens are those of Django's ``reverse()``."""

    def __init__(self) -> None:
        self.editor: Editor = editor(AdministratorFactory())

    def press(self, screen: str, *args: object, query: str = "", **data: Any) -> Any:
        """Post ``data``, as a button or a small form does. The response."""
        response = self.editor.client.post(f"{reverse(screen, args=args)}{query}", data)
        assert response.status_code in DONE, (screen, response.status_code)
        return response

    def select(self, model: type, action: str, keys: list[int], **data: Any) -> None:
        """Mark objects of ``model`` in a list, and confirm what is to be done with all of them."""
        names = (model._meta.app_label, model._meta.model_name, action)  # type: ignore[attr-defined]
        marked = "&".join(f"id={key}" for key in keys)
        response = self.press("wagtail_bulk_action", *names, query=f"?{marked}&next=/admin/", **data)
        assert response.status_code == 302, response.content.decode()

    def open(self, screen: str, *args: object) -> OpenForm:
        """The form of a screen."""
        return self.editor.open(reverse(screen, args=args))

    def fill_in(self, screen: str, *args: object, button: str = "", **typed: Any) -> None:
        """Open the form of a screen, type, and save."""
        saved = self.open(screen, *args).save(button, **typed)
        assert saved.status_code == 302, saved.content.decode()

    def send_file(self, screen: str, *args: object, name: str, file: SimpleUploadedFile, **typed: Any) -> None:
        """The same of a form that sends a file, too."""
        form = self.open(screen, *args)
        data = {key: form.data.getlist(key) for key in form.data}
        response = self.editor.client.post(form.url, {**data, **typed, name: file})
        assert response.status_code == 302, response.content.decode()


def page(slug: str) -> Any:
    """The page with this slug, of its own type; the first, where it was copied."""
    return Page.objects.filter(slug=slug).order_by("pk")[0].specific


def other_site() -> Site:
    """The one that is not the default."""
    return Site.objects.get(is_default_site=False)


def image_file(colour: str = "crimson") -> SimpleUploadedFile:
    """A picture that nobody has uploaded yet."""
    return SimpleUploadedFile("new.png", picture(colour=colour).read(), "image/png")
