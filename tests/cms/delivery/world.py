"""A small installation where everything refers to everything, and random edits of every kind that the ledger knows.

Used by ``test_never_stale.py``. Every edit is what a request does: a transaction that takes its turn and loads within.
"""

import datetime
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from blocks.renditions import missing_filters
from cms.ledger.head import writing
from home.navigation_overrides import Navigation
from home.site_settings import SiteSettings
from pages.models import ContentPage, Organisation, Practice
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import (
    CommunityPageFactory,
    ContentPageFactory,
    IndexPageFactory,
    PilotPageFactory,
    ProgramPageFactory,
    rich_text,
)
from tests.factories.sites import SiteFactory, default_home

__all__ = ["EDITS", "addresses", "build_world", "edit", "empty_world"]

HOSTS = ("localhost", "two.example.org")
WORDS = ("Design", "Research", "Women in IT", "Data", "Cyber", "Pilot")


def empty_world() -> None:
    """Take away what an earlier example has left."""
    home = default_home()
    for model in (Redirect, PageViewRestriction, CollectionViewRestriction, SiteSettings, Navigation):
        model.objects.all().delete()
    Site.objects.exclude(root_page=home).delete()
    for page in Page.objects.filter(depth__in=(2, 3)).exclude(pk=home.pk).order_by("-depth"):
        page.delete()
    for model in (get_image_model(), get_document_model(), Practice, Organisation):
        model.objects.all().delete()
    for collection in Collection.objects.filter(depth=2):
        collection.delete()
    Site.objects.update(port=80, site_name="")


def build_world() -> None:
    """Pages of every type on two sites, files, links from all to all."""
    home = default_home()
    other = SiteFactory(hostname="two.example.org", port=80).root_page
    image, document = ImageFactory(), DocumentFactory()
    section = IndexPageFactory(parent=home, title="Section", slug="section")
    program = ProgramPageFactory(parent=section, title="Program", slug="program", complete=True)
    CommunityPageFactory(parent=section, title="Community", slug="community", complete=True)
    PilotPageFactory(parent=home, title="Pilot", slug="pilot", complete=True)
    elsewhere = ContentPageFactory(parent=other, title="Elsewhere", slug="elsewhere")
    for parent, slug in ((home, "about"), (section, "within"), (other, "there")):
        ContentPageFactory(
            parent=parent,
            title=slug.title(),
            slug=slug,
            show_in_menus=True,
            social_image=image,
            body=[
                rich_text(
                    f'<a linktype="page" id="{program.pk}">p</a> <a linktype="page" id="{elsewhere.pk}">e</a> '
                    f'<a linktype="page" id="{section.pk}">s</a> <a linktype="document" id="{document.pk}">d</a>'
                ),
                {"type": "image", "value": {"image": image.pk, "alt": "x", "decorative": False}},
                {
                    "type": "listing",
                    "value": {"source": "children", "parent": section.pk, "order": "tree", "limit": 9, "pages": []},
                },
                {
                    "type": "listing",
                    "value": {"source": "type", "page_type": "pages.ProgramPage", "order": "title", "limit": 9},
                },
            ],
        )
    Redirect.objects.create(old_path="/old", redirect_page=program)
    Redirect.objects.create(old_path="/away", redirect_link="https://example.org/")


def addresses() -> Iterator[tuple[str, str]]:
    """Host and address of everything that may be stored, also of what is not there any more."""
    keys = list(Page.objects.filter(depth__gt=1).values_list("pk", flat=True))
    paths = {"/", "/old", "/away"}
    for url_path in Page.objects.filter(depth__gt=1).values_list("url_path", flat=True):
        paths.add("/" + url_path.strip("/").partition("/")[2])
    for host in HOSTS:
        for key in keys:
            yield host, f"/api/v3/pages/{key}/"
        for path in sorted(paths):
            yield host, f"/api/v3/resolve/?path={quote(path)}"
        yield host, "/api/v3/navigation/"
        yield host, "/api/v3/settings/"
        yield host, "/api/v3/pages/?type=pages.ProgramPage"
        yield host, "/api/v3/redirects/"
    for key in keys:
        yield HOSTS[0], f"/api/v2/pages/{key}/"
    for path in (
        "v3/pages/",
        "v3/pages/?order=title&limit=5",
        "v3/sites/",
        "v2/pages/?fields=*",
        "v2/redirects/",
        "v2/images/",
        "v3/images/",
        "v3/documents/?order=title",
        "v2/documents/",
    ):
        yield HOSTS[0], f"/api/{path}"
    for model, name in ((get_image_model(), "images"), (get_document_model(), "documents")):
        for key in model.objects.values_list("pk", flat=True):
            yield HOSTS[0], f"/api/v3/{name}/{key}/"


def edit(name: str, seed: int) -> None:
    """Carry out the edit ``name`` on objects that ``seed`` picks. Nothing, where there is none to edit, or where it is
    refused, for instance because a slug is taken.
    """
    with suppress(ValidationError), writing():
        EDITS[name](random.Random(seed))  # not for secrets


def _pick(chance: random.Random, objects: Any) -> Any:
    found = list(objects)
    return chance.choice(found) if found else None


def _page(chance: random.Random, **conditions: Any) -> Any:
    """A page below a home page; every second time one with pages below it, because most can go wrong there."""
    pages = Page.objects.filter(depth__gt=2, **conditions).order_by("pk")
    page = (chance.random() < 0.5 and _pick(chance, pages.filter(numchild__gt=0))) or _pick(chance, pages)
    return page.specific if page else None


def _publish(page: Any) -> None:
    if page.alias_of_id:  # it has no revisions of its own
        page.save()
    else:
        page.save_revision().publish()


def publish(chance: random.Random) -> None:
    """Another title, published."""
    if page := _page(chance):
        page.title = f"{chance.choice(WORDS)} {chance.randrange(1000)}"
        _publish(page)


def draft(chance: random.Random) -> None:
    """Another title that nobody sees."""
    if page := _page(chance):
        page.title = "A draft that nobody sees"
        if not page.alias_of_id:
            page.save_revision()


def rename(chance: random.Random) -> None:
    """Another slug: the addresses of all below change."""
    if page := _page(chance):
        page.slug = f"slug-{chance.randrange(10**6)}"
        _publish(page)


def unpublish(chance: random.Random) -> None:
    """Off the site."""
    if page := _page(chance, live=True):
        page.unpublish()


def delete(chance: random.Random) -> None:
    """A page with all below it, as long as there are some left."""
    if Page.objects.count() > 9 and (page := _page(chance)):
        page.delete()


def create(chance: random.Random) -> None:
    """A page that is live at once."""
    parent = _page(chance) or default_home()
    number = chance.randrange(10**6)
    page = ContentPage(title=f"New {number}", slug=f"new-{number}", show_in_menus=True)
    parent.add_child(instance=page)


def move(chance: random.Random) -> None:
    """Below another page, perhaps of the other site."""
    page = _page(chance)
    target = _pick(chance, Page.objects.filter(depth__gte=2).order_by("pk"))
    if page and target and not target.path.startswith(page.path):
        page.slug = f"moved-{chance.randrange(10**6)}"
        page.save()
        page.move(target, pos=chance.choice(["first-child", "last-child"]))


def restrict(chance: random.Random) -> None:
    """A page and all below it are closed."""
    if page := _page(chance):
        PageViewRestriction.objects.create(page=page, restriction_type="login")


def lift(chance: random.Random) -> None:
    """One restriction less."""
    if found := _pick(chance, PageViewRestriction.objects.order_by("pk")):
        found.delete()


def alias(chance: random.Random) -> None:
    """The same page at a second place."""
    source = _page(chance, alias_of__isnull=True)
    target = _pick(chance, Page.objects.filter(depth__gte=2).order_by("pk"))
    if source and target and not target.path.startswith(source.path):
        source.create_alias(parent=target, update_slug=f"alias-{chance.randrange(10**6)}")


def image(chance: random.Random) -> None:
    """Another title, focal point and description of an image."""
    if found := _pick(chance, get_image_model().objects.order_by("pk")):
        found.title = f"Picture {chance.randrange(1000)}"
        found.description = chance.choice(WORDS)
        found.focal_point_x, found.focal_point_y = chance.randrange(60), chance.randrange(30)
        found.focal_point_width = found.focal_point_height = 4
        found.save()


def rendition(chance: random.Random) -> None:
    """One more size of an image, or one less."""
    if found := _pick(chance, get_image_model().objects.order_by("pk")):
        specs = sorted(missing_filters(found))
        if specs and chance.random() < 0.7:
            found.get_rendition(chance.choice(specs))
        elif gone := found.renditions.first():
            gone.delete()


def document(chance: random.Random) -> None:
    """Another title of a document."""
    if found := _pick(chance, get_document_model().objects.order_by("pk")):
        found.title = f"Paper {chance.randrange(1000)}"
        found.save()


def close_collection(chance: random.Random) -> None:
    """Files are in a collection of their own, which is closed or opened."""
    root = Collection.get_first_root_node()
    collection = Collection.objects.filter(depth=2).first() or root.add_child(instance=Collection(name="Own"))
    restriction = CollectionViewRestriction.objects.filter(collection=collection).first()
    if restriction:
        restriction.delete()
    else:
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    model = chance.choice([get_image_model(), get_document_model()])
    if found := _pick(chance, model.objects.order_by("pk")):
        found.collection = chance.choice([root, collection])
        found.save()


def redirect(chance: random.Random) -> None:
    """A redirect comes, leads elsewhere, or goes."""
    found = _pick(chance, Redirect.objects.order_by("pk"))
    if found is None or chance.random() < 0.3:
        Redirect.objects.create(old_path=f"/gone-{chance.randrange(10**6)}", redirect_page=_page(chance))
    elif chance.random() < 0.3:
        found.delete()
    else:
        found.redirect_page, found.redirect_link = _page(chance), ""
        found.save()


def redirect_over_page(chance: random.Random) -> None:
    """A redirect from where a page stands, or will stand."""
    if page := _page(chance):
        path = "/" + page.url_path.strip("/").partition("/")[2]
        Redirect.objects.get_or_create(
            old_path=Redirect.normalise_path(path), defaults={"redirect_link": "https://x.org"}
        )


def site(chance: random.Random) -> None:
    """The name or the port of a site, in all addresses of its pages."""
    found = _pick(chance, Site.objects.order_by("pk"))
    found.site_name = chance.choice(WORDS)
    found.port = chance.choice([80, 8000])
    found.save()


def site_settings(chance: random.Random) -> None:
    """The settings of a site."""
    settings = SiteSettings.for_site(_pick(chance, Site.objects.order_by("pk")))
    settings.name = chance.choice(WORDS)
    page = _page(chance)
    settings.acknowledgement = f'<p><a linktype="page" id="{page.pk}">x</a></p>' if page else ""
    settings.save()


def navigation(chance: random.Random) -> None:
    """The menus of a site by hand."""
    found = Navigation.for_site(_pick(chance, Site.objects.order_by("pk")))
    if (page := _page(chance)) is not None:
        kinds = [name for name in ("main_items", "footer_items") if hasattr(found, name)]
        items = getattr(found, chance.choice(kinds))
        items.set([items.model(label=chance.choice(WORDS), page=page)] if chance.random() < 0.7 else [])
        found.save()


def snippet(chance: random.Random) -> None:
    """The name of a practice or an organisation."""
    if found := _pick(chance, chance.choice([Practice, Organisation]).objects.order_by("pk")):
        found.name = f"{chance.choice(WORDS)} {chance.randrange(1000)}"
        found.save()


def schedule(chance: random.Random) -> None:
    """A page that is to be published, or to expire, later."""
    if page := _page(chance):
        later = timezone.now() + datetime.timedelta(hours=chance.randrange(1, 99))
        if chance.random() < 0.5:
            page.go_live_at = later
        else:
            page.expire_at = later
        _publish(page)


EDITS: dict[str, Callable[[random.Random], None]] = {
    function.__name__: function
    for function in (
        publish,
        draft,
        rename,
        unpublish,
        delete,
        create,
        move,
        restrict,
        lift,
        alias,
        image,
        rendition,
        document,
        close_collection,
        redirect,
        redirect_over_page,
        site,
        site_settings,
        navigation,
        snippet,
        schedule,
    )
}
