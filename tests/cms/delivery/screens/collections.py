"""Collections, which the public does not see, and which say what it sees."""

from wagtail.images import get_image_model
from wagtail.models import Collection

from tests.cms.delivery.screens.browser import Browser

__all__ = ["SCREENS"]


def move_into_a_closed(browser: Browser) -> None:
    """With the files that are in it."""
    _move(browser, "Own", _named("Closed"))


def move_out_of_a_closed(browser: Browser) -> None:
    """The files are there again."""
    _move(browser, "Own", Collection.get_first_root_node())


def put_a_file_into_a_closed(browser: Browser) -> None:
    """In the file's own form."""
    image = get_image_model().objects.order_by("pk")[0]
    browser.fill_in("wagtailimages:edit", image.pk, collection=_named("Closed").pk)


def take_it_out(browser: Browser) -> None:
    """The collection is opened with it, and is named otherwise, in one go."""
    image = get_image_model().objects.get(collection=_named("Closed"))
    browser.fill_in("wagtailimages:edit", image.pk, collection=_named("Own").pk)


def _move(browser: Browser, name: str, parent: Collection) -> None:
    browser.fill_in("wagtailadmin_collections:edit", _named(name).pk, parent=parent.pk)


def _named(name: str) -> Collection:
    return Collection.objects.get(name=name)


SCREENS = (
    move_into_a_closed,
    move_out_of_a_closed,
    put_a_file_into_a_closed,
    take_it_out,
)
