"""A small installation where everything refers to everything. Used by ``test_never_stale.py``."""

from collections.abc import Iterator
from urllib.parse import quote

from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from home.navigation_overrides import MainMenuItem, Navigation
from home.site_settings import SiteSettings, SocialLink
from pages.models import Audience, Practice
from tests.cms.delivery.edits.bodies import body_of
from tests.cms.delivery.edits.directory import DIRECTORY, LISTED
from tests.factories.media import CollectionFactory, DocumentFactory, ImageFactory
from tests.factories.pages import (
    CommunityPageFactory,
    ContentPageFactory,
    IndexPageFactory,
    PilotPageFactory,
    ProgramPageFactory,
)
from tests.factories.sites import SiteFactory, default_home
from tests.factories.snippets import PracticeFactory

__all__ = ["addresses", "build_world", "empty_world"]

HOSTS = ("localhost", "two.example.org")


def empty_world() -> None:
    """Take away what an earlier example has left."""
    home = default_home()
    for model in (Redirect, PageViewRestriction, CollectionViewRestriction, SiteSettings, Navigation):
        model.objects.all().delete()
    Site.objects.exclude(root_page=home).delete()
    for page in Page.objects.filter(depth__in=(2, 3)).exclude(pk=home.pk).order_by("-depth"):
        page.delete()
    for model in (get_image_model(), get_document_model(), *reversed(DIRECTORY)):
        model.objects.all().delete()
    for collection in Collection.objects.filter(depth=2):
        collection.delete()
    Locale.objects.exclude(pk=home.locale_id).delete()
    Site.objects.update(port=80, site_name="")


def build_world() -> None:
    """Pages of every type on two sites, files, links from all to all."""
    home = default_home()
    other_site = SiteFactory(hostname="two.example.org", port=80)
    other = other_site.root_page
    image, document = ImageFactory(), DocumentFactory()
    section = IndexPageFactory(parent=home, title="Section", slug="section")
    program = ProgramPageFactory(parent=section, title="Program", slug="program", complete=True)
    program.practices.add(PracticeFactory(name="Another practice"), PracticeFactory(name="A third practice"))
    program.save()
    CommunityPageFactory(parent=section, title="Community", slug="community", complete=True)
    PilotPageFactory(parent=home, title="Pilot", slug="pilot", complete=True)
    elsewhere = ContentPageFactory(parent=other, title="Elsewhere", slug="elsewhere")
    hidden = ContentPageFactory(parent=section, title="Hidden", slug="hidden", live=False)
    closed = ContentPageFactory(parent=home, title="Closed", slug="closed")
    twin = closed.create_alias(parent=section, update_slug="twin")
    below_twin = ContentPageFactory(parent=twin, title="Below the twin", slug="below-twin")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    collection = CollectionFactory(name="Own")
    DocumentFactory(collection=collection)
    ImageFactory(collection=collection)
    for name in ("Closed", "Private"):
        closed_collection = CollectionFactory(name=name)
        DocumentFactory(collection=closed_collection)
        CollectionViewRestriction.objects.create(collection=closed_collection, restriction_type="login")
    image.get_rendition("fill-160x160")
    for file in (image, document):
        file.tags.add("Early", "Late")
    for parent, slug, listed in ((home, "about", section), (section, "within", section), (other, "there", None)):
        ContentPageFactory(
            parent=parent,
            title=slug.title(),
            slug=slug,
            show_in_menus=True,
            social_image=image,
            body=body_of([program, elsewhere, section, hidden, closed, below_twin], document, image, listed),
        )
    Redirect.objects.create(old_path="/old", redirect_page=program)
    Redirect.objects.create(old_path="/once", redirect_page=hidden)
    Redirect.objects.create(old_path="/away", redirect_link="https://example.org/")
    Locale.objects.create(language_code="fr")
    settings = SiteSettings.for_site(other_site)
    settings.acknowledgement = f'<p><a linktype="page" id="{program.pk}">x</a></p>'
    settings.save()
    SocialLink.objects.create(settings=settings, label="Forum", url="https://forum.example.org/")
    MainMenuItem.objects.create(navigation=Navigation.for_site(other_site), label="Program", page=program)


def addresses() -> Iterator[tuple[str, str]]:
    """Host and address of everything that may be stored, also of what is not there any more."""
    keys = list(Page.objects.filter(depth__gt=1).values_list("pk", flat=True))
    paths = {"/", "/old", "/away"}
    for url_path in Page.objects.filter(depth__gt=1).values_list("url_path", flat=True):
        paths.add("/" + url_path.strip("/").partition("/")[2])
    for number, key in enumerate(keys):
        yield HOSTS[number % 2], f"/api/v3/pages/{key}/"
        if number % 3 == 0:
            yield HOSTS[0], f"/api/v2/pages/{key}/"
    for host in HOSTS:
        for path in sorted(paths):
            yield host, f"/api/v3/resolve/?path={quote(path)}"
        yield host, "/api/v3/navigation/"
        yield host, "/api/v3/settings/"
        yield host, "/api/v3/pages/?type=pages.ProgramPage"
        yield host, "/api/v3/redirects/"
        yield host, "/api/v3/pages/?show_in_menus=true"
    section = Page.objects.filter(depth=3, numchild__gt=0).order_by("path").first()
    if section:
        yield HOSTS[0], f"/api/v3/pages/?child_of={section.pk}"
        yield HOSTS[0], f"/api/v2/pages/?descendant_of={section.pk}"
    for name, model in (("practice", Practice), ("audience", Audience)):
        for key in model.objects.values_list("pk", flat=True)[:2]:
            yield HOSTS[0], f"/api/v3/pages/?{name}={key}"
    for key in Redirect.objects.values_list("pk", flat=True):
        yield HOSTS[0], f"/api/v3/redirects/{key}/"
    for slug in Practice.objects.values_list("slug", flat=True):
        yield HOSTS[0], f"/api/v3/pages/?practice={slug}"
    for model in LISTED:
        yield HOSTS[0], f"/api/v3/snippets/{model._meta.label}/"
        for key in model.objects.values_list("pk", flat=True)[:1]:
            yield HOSTS[1], f"/api/v3/snippets/{model._meta.label}/{key}/"
    for path in (
        "v3/pages/",
        "v3/pages/?locale=fr",
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
