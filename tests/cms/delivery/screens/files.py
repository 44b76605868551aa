"""Images and documents, one by one, in their lists, and in the choosers of pages."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from tests.cms.delivery.screens.browser import Browser, image_file
from tests.cms.edits.editors import sent_by

__all__ = ["SCREENS"]


def add_image(browser: Browser) -> None:
    browser.send_file("wagtailimages:add", name="file", file=image_file("navy"), title="Added")


def describe_image(browser: Browser) -> None:
    browser.fill_in("wagtailimages:edit", _image().pk, title="Renamed", description="Otherwise", credit="Somebody")


def focus(browser: Browser) -> None:
    """Another focal point."""
    box = {"focal_point_x": 9, "focal_point_y": 9, "focal_point_width": 8, "focal_point_height": 8}
    browser.fill_in("wagtailimages:edit", _image().pk, **box)


def edit_tags(browser: Browser) -> None:
    browser.fill_in("wagtailimages:edit", _image().pk, tags="Early")


def replace_image(browser: Browser) -> None:
    browser.send_file("wagtailimages:edit", _image().pk, name="file", file=image_file("gold"))


def upload_image(browser: Browser) -> None:
    _upload(browser, "wagtailimages", image_file())


def name_uploaded_image(browser: Browser) -> None:
    """The small form right after an upload."""
    _name(browser, "wagtailimages", "image", image_file("olive"))


def complete_uploaded_image(browser: Browser) -> None:
    """The small form of a file that lacked something, here a collection."""
    answer = browser.press("wagtailimages:add_multiple", **{"files[]": image_file("maroon")}).json()
    key = answer["uploaded_file_id"]
    typed = {"title": "Completed", "collection": Collection.get_first_root_node().pk}
    data = {f"uploaded-image-{key}-{name}": value for name, value in typed.items()}
    completed = browser.press("wagtailimages:create_multiple_from_uploaded_image", key, **data)
    assert completed.json()["success"]


def delete_uploaded_image(browser: Browser) -> None:
    browser.press("wagtailimages:delete_multiple", _last(get_image_model()).pk)


def choose_new_image(browser: Browser) -> None:
    """Uploaded where a page's image is chosen."""
    _choose(browser, "wagtailimages_chooser", "image-chooser-upload", image_file("purple"))


def delete_image(browser: Browser) -> None:
    browser.press("wagtailimages:delete", _image().pk)


def add_document(browser: Browser) -> None:
    browser.send_file("wagtaildocs:add", name="file", file=_text("one"), title="Added")


def edit_document(browser: Browser) -> None:
    browser.fill_in("wagtaildocs:edit", _document().pk, title="Renamed", tags="Early")


def replace_document(browser: Browser) -> None:
    browser.send_file("wagtaildocs:edit", _document().pk, name="file", file=_text("another, longer one"))


def upload_document(browser: Browser) -> None:
    _upload(browser, "wagtaildocs", _text("two"))


def name_uploaded_document(browser: Browser) -> None:
    _name(browser, "wagtaildocs", "doc", _text("three"))


def delete_uploaded_document(browser: Browser) -> None:
    browser.press("wagtaildocs:delete_multiple", _last(get_document_model()).pk)


def choose_new_document(browser: Browser) -> None:
    _choose(browser, "wagtaildocs_chooser", "document-chooser-upload", _text("four"))


def delete_document(browser: Browser) -> None:
    browser.press("wagtaildocs:delete", _document().pk)


def _upload(browser: Browser, kind: str, file: SimpleUploadedFile) -> Any:
    root = Collection.get_first_root_node().pk
    answer = browser.press(f"{kind}:add_multiple", title="Uploaded", collection=root, **{"files[]": file}).json()
    assert answer["success"], answer
    return answer


def _name(browser: Browser, kind: str, prefix: str, file: SimpleUploadedFile) -> None:
    answer = _upload(browser, kind, file)
    key = answer[f"{prefix}_id"]
    data = sent_by(answer["form"], f"edits-upload-{prefix}-{key}").dict()
    named = browser.press(f"{kind}:edit_multiple", key, **{**data, f"{prefix}-{key}-title": "Named"})
    assert named.json()["success"]


def _choose(browser: Browser, chooser: str, prefix: str, file: SimpleUploadedFile) -> None:
    root = Collection.get_first_root_node().pk
    typed = {f"{prefix}-title": "Chosen", f"{prefix}-file": file, f"{prefix}-collection": root}
    assert browser.press(f"{chooser}:create", **typed).json()["step"] in ("chosen", "select_format")


def _text(content: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("new.csv", content.encode())


def _image() -> Any:
    return get_image_model().objects.order_by("pk")[0]


def _document() -> Any:
    return get_document_model().objects.order_by("pk")[0]


def _last(model: Any) -> Any:
    return model.objects.latest("pk")


SCREENS = (
    add_image,
    describe_image,
    focus,
    edit_tags,
    replace_image,
    upload_image,
    name_uploaded_image,
    complete_uploaded_image,
    delete_uploaded_image,
    choose_new_image,
    delete_image,
    add_document,
    edit_document,
    replace_document,
    upload_document,
    name_uploaded_document,
    delete_uploaded_document,
    choose_new_document,
    delete_document,
)
