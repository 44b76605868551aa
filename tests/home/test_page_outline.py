"""“On this page” of the default rendering."""

import pytest

from tests.pages.page_types import FACTORIES, each_page_type
from tests.templates.reader import soup_of

pytestmark = pytest.mark.django_db


@each_page_type
def test_on_this_page_has_the_headings_of_the_page_in_their_order(label: str) -> None:
    page = FACTORIES[label](complete=True)
    soup = soup_of(page)
    listed = [link["href"] for link in soup.select(".on-this-page a")]
    headings = [f"#{heading['id']}" for heading in soup.select("main .page__content h2[id]")]

    if label != "pages.FormPage":  # a form stands on its page without a list of parts
        assert listed == [anchor for anchor in headings if anchor != "#on-this-page"]
        assert len(listed) >= 3
