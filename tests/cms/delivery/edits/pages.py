"""Edits of pages and of where they stand."""

import datetime
import random

from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page

from pages.models import Contact, ContentPage, PageContact, Practice, ProgramPage
from tests.cms.delivery.edits.bodies import body_at_random
from tests.cms.delivery.edits.choosing import WORDS, another_title, live_again, page_of, parent_of, pick, publish_page

__all__ = [
    "alias",
    "contact",
    "copy",
    "create",
    "delete",
    "draft",
    "expire",
    "free_alias",
    "go_live",
    "menu",
    "move",
    "new_program",
    "no_contact",
    "publish",
    "relate",
    "relate_back",
    "rename",
    "reorder",
    "rewrite",
    "schedule",
    "unpublish",
    "unrelate_back",
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


def new_program(chance: random.Random) -> None:
    """One more page of a type that is listed by its type."""
    if not is_full():
        number = chance.randrange(10**6)
        parent_of(chance).add_child(instance=ProgramPage(title=f"A program {number}", slug=f"program-{number}"))


def move(chance: random.Random) -> None:
    """Below another page, perhaps of the other site."""
    page = page_of(chance)
    target = parent_of(chance)
    if page and target and not target.path.startswith(page.path):
        if not Page._slug_is_available(page.slug, target, page):
            page.slug = f"moved-{chance.randrange(10**6)}"
            page.save()
        page.move(target, pos=chance.choice(["first-child", "last-child"]))


def alias(chance: random.Random) -> None:
    """The same page at a second place."""
    source = page_of(chance, alias_of__isnull=True)
    target = parent_of(chance)
    if source and not is_full() and not target.path.startswith(source.path):
        source.create_alias(parent=target, update_slug=f"alias-{chance.randrange(10**6)}")


def free_alias(chance: random.Random) -> None:
    """An alias becomes a page of its own, for which its source's restrictions do not hold, but its own do."""
    aliases = Page.objects.filter(alias_of__isnull=False).order_by("pk")
    of_the_closed = aliases.filter(alias_of__view_restrictions__isnull=False).distinct()
    found = pick(chance, aliases.filter(view_restrictions__isnull=False).distinct()) or pick(chance, of_the_closed)
    if found := found or pick(chance, aliases):
        ConvertAliasPageAction(found.specific).execute(skip_permission_checks=True)


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
    if len(siblings := list(parent_of(chance).get_children())) > 1:
        siblings[chance.randrange(1, len(siblings))].move(siblings[0], pos="left")


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


def unrelate_back(chance: random.Random) -> None:
    """A practice that is taken from all programs, none of which anybody names."""
    if practice := pick(chance, Practice.objects.filter(programs__live=True).distinct().order_by("pk")):
        practice.programs.clear()


def contact(chance: random.Random) -> None:
    """One more contact of a page, which is a part of it and saved by itself."""
    if (page := page_of(chance, live=True)) and (found := pick(chance, Contact.objects.order_by("pk"))):
        PageContact.objects.create(page=page, contact=found, note=chance.choice(WORDS))


def no_contact(chance: random.Random) -> None:
    """One less, likewise."""
    if found := pick(chance, PageContact.objects.filter(page__live=True).order_by("pk")):
        found.delete()
