"""What the public has only along with a page: redirects come and go with the page that they lead to."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from tests.cms.ledger.told import Told, label
from tests.factories.pages import ContentPageFactory, IndexPageFactory
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db


def redirect_to(page: Any) -> Redirect:
    redirect: Redirect = Redirect.objects.create(old_path="/once", redirect_page=page)
    return redirect


def publish(page: Any) -> None:
    fresh(page).specific.save_revision().publish()


def unpublish(page: Any) -> None:
    fresh(page).specific.unpublish()


def fresh(page: Any) -> Any:
    return Page.objects.get(pk=page.pk)


def restrict(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def lift(page: Any) -> None:
    for restriction in page.view_restrictions.all():
        restriction.delete()


@pytest.mark.parametrize(
    ("hide", "action", "show", "back"),
    [(unpublish, "unpublished", publish, "published"), (restrict, "restricted", lift, "opened")],
)
def test_a_redirect_goes_and_comes_with_its_page(
    told: Told, hide: Callable[[Any], None], action: str, show: Callable[[Any], None], back: str
) -> None:
    page = ContentPageFactory()
    redirect = redirect_to(page)
    told.forget()

    hide(page)
    assert told.public() == {label(page): action, label(redirect): action}

    show(page)
    assert told.public() == {label(page): back, label(redirect): back}


def test_a_redirect_goes_with_a_section_that_is_moved_out_of_sight(told: Told) -> None:
    section = IndexPageFactory()
    page = ContentPageFactory(parent=section)
    redirect = redirect_to(page)
    told.forget()

    fresh(section).move(default_home().get_parent(), pos="last-child")  # where no site is
    assert told.public()[label(redirect)] == "restricted"

    fresh(section).move(default_home(), pos="last-child")
    assert told.public()[label(redirect)] == "opened"


def test_a_redirect_to_a_page_that_stays_hidden_is_not_told(told: Told) -> None:
    page = ContentPageFactory(live=False)
    redirect_to(page)
    restrict(page)
    told.forget()

    publish(page)
    unpublish(page)

    assert told.public() == {}


def test_a_page_that_is_published_again_leaves_its_redirects_alone(told: Told) -> None:
    page = ContentPageFactory()
    redirect_to(page)
    told.forget()

    publish(page)

    assert told.public() == {label(page): "published"}
