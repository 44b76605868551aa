"""Where pages stand: moving, putting in another order, copying, aliases."""

from wagtail.models import Page

from tests.cms.delivery.screens.browser import Browser, other_site, page

__all__ = ["SCREENS"]


def put_first(browser: Browser) -> None:
    """A page stands before its siblings, in the list of those below its parent."""
    browser.press("wagtailadmin_pages:set_page_position", page("within").pk, query="?position=0")


def put_last(browser: Browser) -> None:
    """Behind its siblings."""
    browser.press("wagtailadmin_pages:set_page_position", page("within").pk)


def move(browser: Browser) -> None:
    """Below another page of the site."""
    browser.press("wagtailadmin_pages:move_confirm", page("pilot").pk, page("section").pk)


def move_elsewhere(browser: Browser) -> None:
    """To the other site."""
    browser.press("wagtailadmin_pages:move_confirm", page("about").pk, other_site().root_page_id)


def copy(browser: Browser) -> None:
    """One page, published as its source is."""
    _copy(browser, page("program"), "copied", publish_copies="on")
    assert page("copied").live


def copy_with_below(browser: Browser) -> None:
    """All below, too."""
    below = Page.objects.count()
    _copy(browser, page("section"), "copied-section", publish_copies="on", copy_subpages="on")
    assert Page.objects.count() > below + 2


def copy_draft_and_publish(browser: Browser) -> None:
    """A draft. The public is shown it when it is published in the list of pages."""
    _copy(browser, page("community"), "copied-draft")
    copied = page("copied-draft")
    assert not copied.live
    browser.select(Page, "publish", [copied.pk])


def alias(browser: Browser) -> None:
    """The same page at a second place."""
    _copy(browser, page("community"), "again", alias="on")
    assert page("again").alias_of


def alias_with_below(browser: Browser) -> None:
    """The same with all below it."""
    _copy(browser, page("section"), "again-section", alias="on", copy_subpages="on")
    assert page("again-section").get_children().live().exists()


def _copy(browser: Browser, source: Page, slug: str, **ticked: str) -> None:
    names = {"new_title": slug.title(), "new_slug": slug, "new_parent_page": other_site().root_page_id}
    assert browser.press("wagtailadmin_pages:copy", source.pk, **names, **ticked).status_code == 302


SCREENS = (
    put_first,
    put_last,
    move,
    copy,
    copy_draft_and_publish,
    alias,
    copy_with_below,
    alias_with_below,
    move_elsewhere,
)
