"""Rich text in the format that was asked for, wherever it stands in an answer."""

import pytest

from cms.plugins.testing.client import ApiClient
from tests.factories.pages import ContentPageFactory, ProgramPageFactory, rich_text, section

pytestmark = pytest.mark.django_db


def test_the_whole_answer_is_in_markdown_when_that_is_asked_for(api: ApiClient) -> None:
    target, draft = ContentPageFactory(title="Guides"), ContentPageFactory(live=False)
    links = f'<a linktype="page" id="{target.pk}">here</a> and <a linktype="page" id="{draft.pk}">there</a>'
    page = ProgramPageFactory(
        eligibility=f"<p>Look <b>{links}</b>.</p>", body=[section("Why", rich_text("<i>Because</i>."))]
    )

    html, markdown = api.page(page), api.page(page, rich_text_format="markdown")

    assert html["eligibility"] == f'<p>Look <b><a href="{target.full_url}">here</a> and there</b>.</p>'
    assert markdown["eligibility"] == f"Look [**here**]({target.full_url}) **and there**."
    assert markdown["body"][0]["value"]["content"][0]["value"] == "*Because*."
    assert {name for name in html if html[name] != markdown[name]} == {"eligibility", "body"}


def test_a_list_is_in_markdown_as_well(api: ApiClient) -> None:
    ProgramPageFactory(eligibility="<p><b>Anyone</b></p>")

    [item] = api.items("pages/", type="pages.ProgramPage", fields="eligibility", rich_text_format="markdown")

    assert item["eligibility"] == "**Anyone**"


def test_one_request_does_not_change_the_next(api: ApiClient) -> None:
    page = ProgramPageFactory(eligibility="<p><b>Anyone</b></p>")

    api.page(page, rich_text_format="markdown")

    assert api.page(page)["eligibility"] == "<p><b>Anyone</b></p>"


@pytest.mark.parametrize("asked", ["db_html", "db_markdown", "text", ""])
def test_no_other_format_is_known(api: ApiClient, asked: str) -> None:
    assert api.get(f"pages/{ProgramPageFactory().pk}/", rich_text_format=asked).status_code in (400, 422)
