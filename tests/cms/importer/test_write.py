"""What happens when the site changes between planning and writing."""

from typing import Any

import pytest
from wagtail.models import Page

from cms.errors import ImportContentError
from cms.importer.models import ImportedPage
from cms.importer.plan import Action, Plan, find_parent, make_plans
from cms.importer.reading import read_document
from cms.importer.write import write
from pages.models import ContentPage
from tests.cms.importer.sources import JEKYLL_PAGE, source
from tests.factories.pages import ContentPageFactory

pytestmark = pytest.mark.django_db


def plan(text: str = JEKYLL_PAGE) -> Plan:
    read = source(text)
    (made,) = make_plans([(read, read_document(read))], find_parent("/"), None)
    return made


def test_a_page_that_changed_in_between_is_not_touched() -> None:
    write(plan(), publish=False)
    update = plan(JEKYLL_PAGE.replace("1 May", "1 June"))
    assert update.action is Action.UPDATE
    draft: Any = ContentPage.objects.get().get_latest_revision_as_object()
    draft.title = "A person was here"
    draft.save_revision()
    with pytest.raises(ImportContentError, match="changed just now"):
        write(update, publish=True)
    page = ContentPage.objects.get()
    assert (page.get_latest_revision_as_object().title, page.live) == ("A person was here", False)


def test_a_slug_that_was_taken_in_between_leaves_nothing_behind() -> None:
    create = plan()
    ContentPageFactory(slug="code-at-work", title="Somebody else's")
    before = Page.objects.count()
    with pytest.raises(ImportContentError, match=r"page\.md: the page cannot be written: .*slug"):
        write(create, publish=True)
    assert (Page.objects.count(), ImportedPage.objects.count()) == (before, 0)


def test_a_source_that_was_imported_in_between_leaves_nothing_behind() -> None:
    first, second = plan(), plan()
    write(first, publish=False)
    Page.objects.filter(slug="code-at-work").update(slug="renamed")
    with pytest.raises(ImportContentError, match="another import wrote the same page"):
        write(second, publish=False)
    assert not Page.objects.filter(slug="code-at-work").exists()
    assert ImportedPage.objects.count() == 1
