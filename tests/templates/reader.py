"""A reader of the site: asks for a page as an anonymous visitor and looks at what comes."""

from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.models import Page

__all__ = ["html_of", "soup_of", "text_of"]


def html_of(page: Page, query: str = "") -> str:
    """The page's HTML. ``query`` starts with a question mark."""
    response = Client().get(f"{page.url}{query}")
    assert response.status_code == 200
    return response.content.decode()


def soup_of(page: Page, query: str = "") -> BeautifulSoup:
    """The page's elements."""
    return BeautifulSoup(html_of(page, query), "html.parser")


def text_of(page: Page) -> str:
    """The words of the page's main content, with single spaces between them and none before a colon."""
    main = soup_of(page).main
    assert isinstance(main, Tag)
    return " ".join(main.get_text(" ").split()).replace(" :", ":")
