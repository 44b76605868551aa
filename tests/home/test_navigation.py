"""The menus that follow the page tree."""

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction, Site

from home.models import FooterMenuItem, MainMenuItem, Navigation
from home.navigation import MENU_LEVELS, MenuItem, breadcrumbs, footer_menu, main_menu, section_menu
from tests.factories.pages import ContentPageFactory, IndexPageFactory
from tests.factories.sites import SiteFactory, default_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return Site.objects.get(is_default_site=True)


def page(title: str, parent: Page | None = None, **values: object) -> Page:
    return ContentPageFactory(title=title, parent=parent or default_home(), **{"show_in_menus": True, **values})


def outline(menu: list[MenuItem]) -> list[object]:
    """Labels, each followed by the labels below it when there are any."""
    found: list[object] = []
    for item in menu:
        found += [item["label"], outline(item["children"])] if item["children"] else [item["label"]]
    return found


def restrict(hidden: Page) -> None:
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)


def test_the_main_menu_follows_the_tree_in_its_order(site: Site) -> None:
    learn = page("Learn")
    meet = page("Meet")
    page("Coaching", learn)
    page("Research", meet)
    page("Design", meet)

    assert outline(main_menu(site)) == ["Learn", ["Coaching"], "Meet", ["Research", "Design"]]


def test_an_item_tells_its_page_and_both_forms_of_its_address(site: Site) -> None:
    learn = page("Learn", slug="learn")

    assert main_menu(site) == [
        {
            "label": "Learn",
            "url": "http://localhost:8000/learn/",
            "path": "/learn/",
            "page_id": learn.pk,
            "children": [],
        }
    ]


def test_a_menu_is_four_levels_deep_at_most(site: Site) -> None:
    parent = None
    for level in range(1, MENU_LEVELS + 2):
        parent = page(f"Level {level}", parent)

    assert outline(main_menu(site)) == ["Level 1", ["Level 2", ["Level 3", ["Level 4"]]]]
    assert outline(main_menu(site, levels=1)) == ["Level 1"]


@pytest.mark.parametrize("state", [{"live": False}, {"show_in_menus": False}])
def test_a_page_that_is_left_out_takes_what_is_below_it_along(site: Site, state: dict[str, bool]) -> None:
    page("Below", page("Hidden", **state))
    page("Shown")

    assert outline(main_menu(site)) == ["Shown"]


def test_no_menu_names_a_private_page_or_anything_below_it(site: Site) -> None:
    hidden = page("Hidden")
    below = page("Below", hidden)
    page("Shown")
    restrict(hidden)

    assert outline(main_menu(site)) == ["Shown"]
    assert outline(footer_menu(site)) == ["Shown"]
    assert section_menu(below) is None
    assert outline(breadcrumbs(page("Deeper", below))) == ["Home"]


def test_a_private_site_has_an_empty_menu(site: Site) -> None:
    page("Shown")
    restrict(default_home())

    assert main_menu(site) == []


def test_the_main_menu_takes_the_same_number_of_queries_for_any_number_of_pages(
    site: Site, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def queries() -> int:
        site_again = Site.objects.select_related("root_page").get(pk=site.pk)
        with django_assert_num_queries(4) as counted:  # the overrides, the restrictions, the sites, the pages
            main_menu(site_again)
        return len(counted)

    first = page("First")
    Site.get_site_root_paths()
    before = queries()
    for number in range(6):
        page(f"Below {number}", page(f"Child {number}", first))

    assert queries() == before


def test_the_footer_menu_has_the_first_level(site: Site) -> None:
    page("Coaching", page("Learn"))

    assert outline(footer_menu(site)) == ["Learn"]


def test_the_section_menu_is_the_same_everywhere_in_a_section(site: Site) -> None:
    learn = IndexPageFactory(title="Learn", show_in_menus=True)
    coaching = page("Coaching", learn)
    apply = page("Apply", coaching)
    page("Mentoring", learn)
    page("Elsewhere", page("Meet"))

    for here in (learn, coaching, apply):
        menu = section_menu(here)
        assert menu is not None
        assert outline([menu]) == ["Learn", ["Coaching", ["Apply"], "Mentoring"]]


def test_the_home_page_has_no_section_menu_and_no_breadcrumbs() -> None:
    assert section_menu(default_home()) is None
    assert breadcrumbs(default_home()) == []


def test_a_page_outside_of_any_site_has_no_menus() -> None:
    lost = page("Lost", Page.get_first_root_node())

    assert section_menu(lost) is None
    assert breadcrumbs(lost) == []


def test_breadcrumbs_lead_from_the_home_page_to_the_parent() -> None:
    here = page("Apply", page("Coaching", page("Learn", show_in_menus=False)))

    assert outline(breadcrumbs(here)) == ["Home", "Learn", "Coaching"]


def test_breadcrumbs_pass_over_an_unpublished_page() -> None:
    here = page("Coaching", page("Learn", live=False))

    assert outline(breadcrumbs(here)) == ["Home"]


def test_listed_items_replace_the_derived_menus(site: Site) -> None:
    learn = page("Learn", slug="learn")
    page("Coaching", learn)
    page("Meet")
    chosen = Navigation.for_site(site)
    chosen.main_items = [
        MainMenuItem(label="Training", page=learn, sort_order=0),
        MainMenuItem(label="Elsewhere", url="https://www.example.org/", sort_order=1),
    ]
    chosen.footer_items = [FooterMenuItem(page=learn)]
    chosen.save()

    assert outline(main_menu(site)) == ["Training", ["Coaching"], "Elsewhere"]
    assert outline(footer_menu(site)) == ["Learn"]
    assert main_menu(site)[1] == {
        "label": "Elsewhere",
        "url": "https://www.example.org/",
        "path": None,
        "page_id": None,
        "children": [],
    }


def test_a_listed_page_that_is_not_public_is_left_out(site: Site) -> None:
    hidden, draft, shown = page("Hidden"), page("Draft", live=False), page("Shown")
    restrict(hidden)
    chosen = Navigation.for_site(site)
    chosen.main_items = [MainMenuItem(page=item) for item in (hidden, draft, shown)]
    chosen.save()

    assert outline(main_menu(site)) == ["Shown"]


def test_a_page_of_another_site_is_linked_with_its_host(site: Site) -> None:
    other = SiteFactory(hostname="two.example.org")
    there = page("There", other.root_page, slug="there")
    chosen = Navigation.for_site(site)
    chosen.main_items = [MainMenuItem(page=there)]
    chosen.save()

    (item,) = main_menu(site)

    assert (item["url"], item["path"]) == ("http://two.example.org/there/", None)
    assert outline(main_menu(other)) == ["There"]


def test_no_menu_follows_the_tree_into_another_site(site: Site) -> None:
    campaign = page("Campaign")
    page("Join", campaign)
    page("Learn")
    SiteFactory(hostname="campaign.example.org", root_page=campaign)

    assert outline(main_menu(site)) == outline(footer_menu(site)) == ["Learn"]


def test_a_menu_shows_a_page_of_another_site_where_an_editor_listed_it(site: Site) -> None:
    two = SiteFactory(hostname="two.example.org")
    there = page("There", two.root_page)
    page("Below", there)
    stray = page("Stray", Page.get_first_root_node())
    navigation = Navigation.objects.create(site=site)
    for target in (there, stray):
        MainMenuItem.objects.create(navigation=navigation, page=target)

    [item] = main_menu(site)

    assert (item["url"], item["path"], item["page_id"]) == ("http://two.example.org/there/", None, there.pk)
    assert [child["url"] for child in item["children"]] == ["http://two.example.org/there/below/"]


def test_sites_that_share_a_tree_each_have_their_menu(site: Site) -> None:
    page("Learn")
    twin = SiteFactory(hostname="twin.example.org", root_page=site.root_page)

    [item] = main_menu(twin)

    assert (item["url"], item["path"]) == ("http://twin.example.org/learn/", "/learn/")
