"""What a caller may name in what they send: what they may know of. The rest is answered as if it were not there.

What the page names already may stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import DraftStateMixin, Page
from wagtail.permissions import policy_registry

from blocks.input_forms import Reference
from blocks.visibility import is_public_file, public_pages
from cms.api.v3.writing.faults import fault

__all__ = ["known_page", "unknown_references"]

ANY_RIGHT = {"add", "change", "delete", "publish", "choose"}


def unknown_references(
    request: HttpRequest, sent: Iterable[Reference], before: Iterable[Reference]
) -> Iterator[dict[str, Any]]:
    """A fault for each object that was ``sent`` and that the caller does not know, of the right kind."""
    known = {(_base(reference.models[0]), reference.key) for reference in before}
    wanted: dict[type[Model], list[Reference]] = defaultdict(list)
    for reference in sent:
        if (_base(reference.models[0]), reference.key) not in known:
            wanted[_base(reference.models[0])].append(reference)
    for model, references in wanted.items():
        found = _known_objects(request, model, {reference.key for reference in references})
        for reference in references:
            kind = found.get(reference.key)
            if kind is None or not issubclass(kind, tuple(_concrete(reference.models))):
                yield fault(reference.path, _("There is nothing with this id that could be chosen here."), "unknown")


def known_page(request: HttpRequest, key: int) -> Page | None:
    """The page with this key, if the caller may know that it is there."""
    return _known_pages(request, {key}).first()


def _known_objects(request: HttpRequest, model: Any, keys: set[Any]) -> dict[Any, type[Model]]:
    if model is Page:
        pages = _known_pages(request, keys).select_related("content_type")
        return {page.pk: page.specific_class or Page for page in pages}
    objects = model._default_manager.filter(pk__in=keys)
    if issubclass(model, AbstractImage | AbstractDocument):
        policy: Any = policy_registry.get_by_type(model)
        own = policy.instances_user_has_any_permission_for(request.user, ANY_RIGHT - {"publish"})
        may = set(own.filter(pk__in=keys).values_list("pk", flat=True))
        return {each.pk: model for each in objects if is_public_file(each) or each.pk in may}
    if issubclass(model, DraftStateMixin) and not _may_see_drafts(request, model):
        objects = objects.filter(live=True)
    return dict.fromkeys(objects.values_list("pk", flat=True), model)


def _known_pages(request: HttpRequest, keys: set[Any]) -> Any:
    public = public_pages(Page.objects.filter(pk__in=keys)).values("pk")
    policy: Any = policy_registry.get_by_type(Page)
    own = policy.instances_user_has_any_permission_for(request.user, {"add", "change", "publish"}).values("pk")
    return Page.objects.filter(Q(pk__in=public) | Q(pk__in=own), pk__in=keys)


def _may_see_drafts(request: HttpRequest, model: Any) -> bool:
    names = (f"{model._meta.app_label}.{right}_{model._meta.model_name}" for right in ("add", "change", "publish"))
    return any(request.user.has_perm(name) for name in names)


def _base(model: type[Model]) -> type[Model]:
    return Page if issubclass(model, Page) else model


def _concrete(models: Iterable[Any]) -> Iterator[type[Model]]:
    for model in models:
        yield apps.get_model(model) if isinstance(model, str) else model
