"""Two revisions compared in the admin."""

import pytest
from wagtail.admin.panels import FieldPanel

from pages.dates import PartialDate
from tests.pages.dates.conftest import DatedThing


def _thing(text: str | None) -> DatedThing:
    return DatedThing(starts=None if text is None else PartialDate.parse(text))


@pytest.mark.parametrize(
    ("before", "after", "html"),
    [
        (
            "mid-2018",
            "June 2018",
            '<span class="deletion">mid-2018</span><span class="addition">June 2018</span>',
        ),
        (None, "2018", '<span class="addition">2018</span>'),
        ("2018", None, '<span class="deletion">2018</span>'),
        ("2018", "2018", "2018"),
        (None, None, ""),
    ],
)
def test_shows_the_old_date_and_the_new_one(before: str | None, after: str | None, html: str) -> None:
    comparison_class = FieldPanel("starts").bind_to_model(DatedThing).get_comparison_class()
    comparison = comparison_class(DatedThing._meta.get_field("starts"), _thing(before), _thing(after))
    assert comparison.htmldiff() == html
    assert comparison.has_changed() is (before != after)
