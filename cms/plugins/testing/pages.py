"""The contract of a page type: it can be made, edited, published, read in both versions of the API, and hidden."""

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.plugins.testing.client import ApiClient
from cms.plugins.testing.filling import filled
from cms.plugins.testing.world import World, hide_below, make_world

__all__ = ["assert_page_contract"]

OK, NOT_FOUND = 200, 404
FOUND = 302


def assert_page_contract(page_type: type[Page], page: Page | None = None, world: World | None = None) -> None:
    """Check ``page_type`` with a page that has nothing but what is required, or with an unsaved ``page`` of yours.

    Needs a database, in which it makes a ``World`` unless it is given one.
    """
    world = world or make_world()
    label = page_type._meta.label
    _assert_described(page_type)
    parent = _parent(page_type, world)
    made = page or filled(page_type, title="A page for a test", slug="a-page-for-a-test")
    parent.add_child(instance=made)
    made.save_revision().publish()
    _assert_read(page_type, made)
    _assert_edited(page_type, made, parent)
    for hidden in hide_below(world, page_type) if page is None else ():
        for version in ("v2", "v3"):
            status = ApiClient(version, host=_host(world)).get(f"pages/{hidden.pk}/").status_code
            assert status != OK, f"{version} shows a page of {label} that is {hidden.title.split()[-1]}."


def _assert_described(page_type: type[Page]) -> None:
    label = page_type._meta.label
    assert page_type.page_description, f"{label} has no page_description. Editors choose by it."
    assert hasattr(page_type, "parent_page_types"), f"No plugin says by the hook page_placements where {label} lives."
    assert page_type.api_fields, f"{label} has no api_fields: the API would show nothing of it."


def _parent(page_type: type[Page], world: World) -> Any:
    for place in (world.section, world.home):
        if type(place) in page_type.allowed_parent_page_models() and page_type in place.allowed_subpage_models():
            return Page.objects.get(pk=place.pk).specific
    allowed = page_type.allowed_parent_page_models()
    assert allowed, f"{page_type._meta.label} can live nowhere. Its plugin's hook page_placements says where."
    for model in allowed:
        if model in type(world.section).allowed_subpage_models():
            above = filled(model, title="A page above", slug="a-page-above")
            return Page.objects.get(pk=world.section.pk).specific.add_child(instance=above)
    raise AssertionError(f"{page_type._meta.label} lives below pages that this check does not know how to make.")


def _assert_read(page_type: type[Page], page: Page) -> None:
    label = page_type._meta.label
    for version in ("v2", "v3"):
        api = ApiClient(version)
        shown = api.get(f"pages/{page.pk}/")
        assert shown.status_code == OK, f"{version} does not show a published page of {label}: {shown.content!r}"
        missing = {getattr(field, "name", field) for field in page_type.api_fields} - shown.json().keys()
        assert not missing, f"{version} leaves out fields of {label}: {', '.join(sorted(missing))}"
        ids = {item["id"] for item in api.json("pages/", type=label)["items"]}
        assert page.pk in ids, f"{version} does not list a published page of {label}."
    rendered = Client().get(page.get_url())
    assert rendered.status_code == OK, f"A published page of {label} is not rendered: {rendered.status_code}"


def _assert_edited(page_type: type[Page], page: Page, parent: Page) -> None:
    label = page_type._meta.label
    admin = Client()
    model = get_user_model()
    name = {model.USERNAME_FIELD: "tester-of-pages"}
    admin.force_login(model._default_manager.filter(**name).first() or model._default_manager.create_superuser(**name))
    made_of = [page_type._meta.app_label, page_type._meta.model_name, parent.pk]
    screens = {
        "add": reverse("wagtailadmin_pages:add", args=made_of),
        "edit": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "copy": reverse("wagtailadmin_pages:copy", args=[page.pk]),
        "history": reverse("wagtailadmin_pages:history", args=[page.pk]),
    }
    for name_of_screen, address in screens.items():
        shown = admin.get(address)
        assert shown.status_code == OK, f"The screen to {name_of_screen} a page of {label}: {shown.status_code}"
    copy = page.copy(update_attrs={"slug": f"{page.slug}-copy"})
    assert copy.specific_class is page_type, f"A copy of a page of {label} is something else."


def _host(world: World) -> str:
    return f"{world.site.hostname}:{world.site.port}"
