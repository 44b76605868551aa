"""Lists in which much is marked and changed at once."""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from pages.models import Practice
from tests.cms.delivery.screens.browser import Browser, other_site, page

__all__ = ["SCREENS"]


def publish_pages(browser: Browser) -> None:
    browser.select(Page, "publish", _keys("hidden"))


def unpublish_pages(browser: Browser) -> None:
    browser.select(Page, "unpublish", _keys("hidden", "pilot"))


def unpublish_with_below(browser: Browser) -> None:
    browser.select(Page, "unpublish", [other_site().root_page_id], include_descendants="on")
    assert not page("there").live


def publish_with_below(browser: Browser) -> None:
    browser.select(Page, "publish", [other_site().root_page_id], include_descendants="on")
    assert page("there").live


def move_pages(browser: Browser) -> None:
    browser.select(Page, "move", _keys("program", "community"), chooser=other_site().root_page_id)


def delete_pages(browser: Browser) -> None:
    browser.select(Page, "delete", _keys("program", "community"))


def tag_images(browser: Browser) -> None:
    _tag(browser, get_image_model())


def tag_documents(browser: Browser) -> None:
    _tag(browser, get_document_model())


def collect_images(browser: Browser) -> None:
    _close(browser, get_image_model())


def collect_documents(browser: Browser) -> None:
    _close(browser, get_document_model())


def delete_images(browser: Browser) -> None:
    _delete_all(browser, get_image_model())


def delete_documents(browser: Browser) -> None:
    _delete_all(browser, get_document_model())


def delete_practices(browser: Browser) -> None:
    _delete_all(browser, Practice)


def _tag(browser: Browser, model: type) -> None:
    browser.select(model, "add_tags", _all(model), tags="Marked, Both")


def _close(browser: Browser, model: type) -> None:
    """Put one into a collection that nobody may see."""
    browser.select(model, "add_to_collection", _all(model)[:1], collection=Collection.objects.get(name="Closed").pk)


def _delete_all(browser: Browser, model: type) -> None:
    browser.select(model, "delete", _all(model))
    assert not _all(model)


def _keys(*slugs: str) -> list[int]:
    return [page(slug).pk for slug in slugs]


def _all(model: type) -> list[int]:
    return list(model.objects.order_by("pk").values_list("pk", flat=True))  # type: ignore[attr-defined]


SCREENS = (
    publish_pages,
    unpublish_pages,
    unpublish_with_below,
    publish_with_below,
    move_pages,
    delete_pages,
    tag_images,
    tag_documents,
    collect_images,
    collect_documents,
    delete_images,
    delete_documents,
    delete_practices,
)
