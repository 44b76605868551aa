"""Edits of pages and of where they stand."""

import datetime
import random

from django.utils import timezone
from wagtail.models import Page

from pages.models import ContentPage, Practice, ProgramPage
from tests.cms.delivery.edits.bodies import body_at_random
from tests.cms.delivery.edits.choosing import another_title, live_again, page_of, parent_of, pick, publish_page

__all__ = [
    "alias",
    "copy",
    "create",
    "delete",
    "draft",
    "expire",
    "go_live",
    "menu",
    "move",
    "publish",
    "relate",
    "relate_back",
    "rename",
    "reorder",
    "rewrite",
    "schedule",
    "unpublish",
]


FEWEST_PAGES, MOST_PAGES = 9, 21  # each is rendered anew after each edit


def is_full() -> bool:
    """Whether there are pages enough."""
    return Page.objects.count() >= MOST_PAGES


def publish(chance: random.Random) -> None:
    """Another title, published."""
    if page := page_of(chance):
        page.title = another_title(chance)
        publish_page(page)


def draft(chance: random.Random) -> None:
    """Another title that nobody sees."""
    if page := page_of(chance):
        page.title = "A draft that nobody sees"
        if not page.alias_of_id:
            page.save_revision()


def rename(chance: random.Random) -> None:
    """Another slug: the addresses of all below change."""
    if page := page_of(chance):
        page.slug = f"slug-{chance.randrange(10**6)}"
        publish_page(page)


def unpublish(chance: random.Random) -> None:
    """Off the site."""
    if page := page_of(chance, live=True):
        page.unpublish()


def delete(chance: random.Random) -> None:
    """A page with all below it, as long as there are some left."""
    if Page.objects.count() > FEWEST_PAGES and (page := page_of(chance)):
        page.delete()


def create(chance: random.Random) -> None:
    """A page that is live at once."""
    if is_full():
        return
    parent = parent_of(chance)
    number = chance.randrange(10**6)
    page = ContentPage(title=f"New {number}", slug=f"new-{number}", show_in_menus=True)
    parent.add_child(instance=page)


def move(chance: random.Random) -> None:
    """Below another page, perhaps of the other site."""
    page = page_of(chance)
    target = parent_of(chance)
    if page and target and not target.path.startswith(page.path):
        page.slug = f"moved-{chance.randrange(10**6)}"
        page.save()
        page.move(target, pos=chance.choice(["first-child", "last-child"]))


def alias(chance: random.Random) -> None:
    """The same page at a second place."""
    source = page_of(chance, alias_of__isnull=True)
    target = parent_of(chance)
    if source and not is_full() and not target.path.startswith(source.path):
        source.create_alias(parent=target, update_slug=f"alias-{chance.randrange(10**6)}")


def schedule(chance: random.Random) -> None:
    """A page that is to be published, or to expire, later."""
    if page := page_of(chance):
        later = timezone.now() + datetime.timedelta(hours=chance.randrange(1, 99))
        if chance.random() < 0.5:
            page.go_live_at = later
        else:
            page.expire_at = later
        publish_page(page)


def go_live(chance: random.Random) -> None:
    """A page that was not live."""
    if page := page_of(chance, live=False):
        live_again(page)


def expire(chance: random.Random) -> None:
    """Off the site, as the schedule takes it off."""
    if page := page_of(chance, live=True):
        page.unpublish(set_expired=True)


def reorder(chance: random.Random) -> None:
    """Another place among its siblings."""
    if parent := pick(chance, Page.objects.filter(depth__gte=2, numchild__gt=1).order_by("pk")):
        page = chance.choice(list(parent.get_children()))
        page.move(parent, pos=chance.choice(["first-child", "last-child"]))


def copy(chance: random.Random) -> None:
    """A page a second time, with all below it."""
    page, target = page_of(chance), parent_of(chance)
    if page and not is_full() and not target.path.startswith(page.path):
        slug = f"copy-{chance.randrange(10**6)}"
        page.copy(recursive=True, to=target, update_attrs={"slug": slug, "title": another_title(chance)})


def menu(chance: random.Random) -> None:
    """In the menus, or no longer."""
    if page := page_of(chance, live=True):
        page.show_in_menus = not page.show_in_menus
        publish_page(page)


def rewrite(chance: random.Random) -> None:
    """Another body, which links to others, lists others and shows other files."""
    if page := pick(chance, ContentPage.objects.filter(alias_of=None).order_by("pk")):
        page.body = body_at_random(chance)
        publish_page(page)


def relate(chance: random.Random) -> None:
    """A program with other practices."""
    if page := pick(chance, ProgramPage.objects.filter(alias_of=None).order_by("pk")):
        page.practices.set([each for each in Practice.objects.order_by("pk") if chance.random() < 0.5])
        publish_page(page)


def relate_back(chance: random.Random) -> None:
    """The same from the practice's side: nobody saves the program."""
    if practice := pick(chance, Practice.objects.order_by("pk")):
        related = getattr(practice, ProgramPage._meta.get_field("practices").remote_field.get_accessor_name())
        related.set([each for each in ProgramPage.objects.order_by("pk") if chance.random() < 0.5])
