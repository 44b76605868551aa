"""What can be sent of each page type: the types of a new page and of changes, made from the form in the admin.

Asked by ``operations``. Made on first use, when all plugins are loaded: their page types take part.
"""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, NotRequired

from annotated_types import Ge, Le
from wagtail.api import APIField
from wagtail.api.v3.schemas.base import build_discriminated_union
from wagtail.models import Page, get_page_models

from blocks.api_forms.naming import camel_case, object_type
from cms.api.query import LARGEST_NUMBER
from cms.api.v3.writing.forms import NO_CONTENT, page_form_class
from cms.api.v3.writing.parts import Part, Rows, rows_part, value_part

__all__ = ["PageInput", "page_input", "sent_new_page", "sent_page", "writable_models"]

SLUG = "slug"
Action = NotRequired[Literal["publish"] | None]


@dataclass(frozen=True)
class PageInput:
    """What can be sent of pages of ``model``. ``parts`` by the names that clients know; ``create`` and ``patch`` are
    types for pydantic.
    """

    model: Any
    parts: dict[str, Part]
    create: Any
    patch: Any

    @property
    def names(self) -> dict[str, str]:
        """The names that clients know, by those of the form."""
        return {part.name: name for name, part in self.parts.items()}

    @property
    def streams(self) -> dict[str, Any]:
        """The blocks of the fields that hold streams, by the names of the form."""
        return {part.name: part.stream for part in self.parts.values() if part.stream is not None}

    def opened(self, page: Page, user: Any, parent: Page) -> Any:
        """The admin's form of ``page`` as ``user`` opens it, with what they may change."""
        return page_form_class(self.model)(instance=page, parent_page=parent, for_user=user)

    def bind(self, opened: Any, sent: dict[str, Any], *, whole: bool) -> Any:
        """The form that was ``opened``, with what was ``sent``; not validated yet.

        ``whole``: with all that was not sent as it is, so that the page is validated as a whole.
        """
        page, data = opened.instance, dict[str, Any]()
        for name, part in self.parts.items():
            if name in sent:
                part.fill(data, sent[name], page)
            elif whole and part.name in _offered(opened):
                part.fill(data, part.show(opened.initial.get(part.name), page), page)
        form = type(opened)(data=data, instance=page, parent_page=opened.parent_page, for_user=opened.for_user)
        kept = {part.name for name, part in self.parts.items() if whole or name in sent}
        for name in set(form.fields) - kept:
            del form.fields[name]
        for name in set(form.formsets) - kept:
            del form.formsets[name]
        return form

    def refused_fields(self, opened: Any, sent: dict[str, Any]) -> list[str]:
        """The names of what was sent that the user may not change: the admin does not show it to them."""
        offered = _offered(opened)
        return [name for name, part in self.parts.items() if name in sent and part.name not in offered]

    def source(self, opened: Any) -> dict[str, Any]:
        """All of a page that the user may change, as it can be sent back."""
        offered = _offered(opened)
        return {
            "meta": {"type": self.model._meta.label},
            **{
                name: part.show(opened.initial.get(part.name), opened.instance)
                for name, part in self.parts.items()
                if part.name in offered
            },
        }


def _offered(form: Any) -> set[str]:
    return {*form.fields, *form.formsets}


@cache
def page_input(model: Any) -> PageInput:
    """What can be sent of pages of ``model``."""
    form_class = page_form_class(model)
    names = _read_names(model)
    parts: dict[str, Part] = {}
    for name, field in form_class.base_fields.items():
        part = value_part(model, name, field, f"{model.__name__}{camel_case(name)}")
        if part is not None and name not in NO_CONTENT:
            parts[names.get(name, name)] = part
    for name, formset in getattr(form_class, "formsets", {}).items():
        parts[names.get(name, name)] = rows_part(name, formset, formset.model.__name__)
    deferred = {SLUG, *form_class._meta.defer_required_on_fields}
    needed = {name for name, part in parts.items() if _is_needed(model, part, deferred)}
    label: Any = Literal[model._meta.label]
    parent = Annotated[int, Ge(1), Le(LARGEST_NUMBER)]
    new_meta = (("type", label), ("parent_id", parent), ("action", Action))
    meta = (("type", NotRequired[label | None]), ("action", Action))

    def made(suffix: str, told: str, about: Any, needed: set[str]) -> Any:
        about_type = object_type(f"{model.__name__}{suffix}MetaSchema", f"What is said of {told}.", about, strict=True)
        fields = ((name, part.type if name in needed else NotRequired[part.type]) for name, part in parts.items())
        meta_field = about_type if suffix == "Create" else NotRequired[about_type | None]
        return object_type(
            f"{model.__name__}{suffix}Schema", f"Of {told}.", (("meta", meta_field), *fields), strict=True
        )

    return PageInput(
        model,
        parts,
        made("Create", f"a new page of the type `{model._meta.label}`", new_meta, needed),
        made("Patch", f"a page of the type `{model._meta.label}`: what is left out stays as it is", meta, set()),
    )


def _read_names(model: type[Page]) -> dict[str, str]:
    """The names that clients read fields by, where those are others than the form's."""
    return {
        field.serializer.source: field.name
        for field in APIField.get_fields_for_model(model)
        if field.serializer is not None and field.serializer.source not in (None, "*", field.name)
    }


def _is_needed(model: type[Page], part: Part, deferred: set[str]) -> bool:
    if isinstance(part, Rows) or not part.required or part.name in deferred:
        return False
    field: Any = model._meta.get_field(part.name)
    return not field.has_default()


def writable_models() -> list[type[Page]]:
    """The page types of which pages can be made and changed."""
    return [model for model in get_page_models() if model is not Page]


def sent_new_page() -> Any:
    """The type of a new page, of any page type."""
    return build_discriminated_union(writable_models(), lambda model: page_input(model).create)


def sent_page() -> Any:
    """The type of changes to a page, of any page type."""
    return build_discriminated_union(writable_models(), lambda model: page_input(model).patch)
