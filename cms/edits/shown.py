"""What a screen of the admin shows of an object in its forms, and so what saving it would write.

The forms are those in the context of the view: its own, and those that stand beside it, such as the permissions of a
group or the pages of a workflow. Columns that no form has (when somebody signed in, how large a file is) are no part
of it. Called by the views and template tags of this package.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Manager, Model, QuerySet
from django.forms import BaseForm, BaseModelForm
from django.forms.formsets import BaseFormSet
from modelcluster.models import ClusterableModel
from modelcluster.models import get_serializable_data_for_fields as columns_of

__all__ = ["content_of", "forms_in", "replaced_fields"]

Shown = BaseForm | BaseFormSet[Any]

COMMENTS = "comments"  # written one by one, by whoever made them


def forms_in(context: Mapping[str, Any]) -> list[Shown]:
    """The forms and sets of forms in the context of a template, each once."""
    found: dict[int, Shown] = {}
    for value in context.values():
        for one in value if isinstance(value, list | tuple) else (value,):
            if isinstance(one, BaseForm | BaseFormSet):
                found[id(one)] = one
    return list(found.values())


def content_of(stored: Model, shown: Iterable[Shown]) -> dict[str, Any]:
    """What is stored of all that the unbound forms ``shown`` can change: by form and by field, as JSON can say it."""
    content: dict[str, Any] = {}
    for one in shown:
        if isinstance(one, BaseFormSet):
            values: Any = [_initial(form) for form in one.initial_forms]
        else:
            values = _initial(one)
            if isinstance(one, BaseModelForm) and type(one.instance) is type(stored) and one.instance.pk == stored.pk:
                values |= _stored(stored, {*one.fields, *getattr(one, "formsets", ())})
        if values:
            content[f"{type(one).__name__} {one.prefix}"] = values
    return content


def replaced_fields(shown: Iterable[Shown]) -> list[str]:
    """The labels of what the bound forms among ``shown`` would replace in what is stored now, each once."""
    labels: dict[str, None] = {}
    for one in shown:
        if one.is_bound:
            for label in _replaced(one):
                labels[label[:1].upper() + label[1:]] = None
    return list(labels)


def _replaced(one: Shown) -> Iterable[str]:
    if isinstance(one, BaseFormSet):
        for form in one.forms:
            if form.has_changed():
                yield from _replaced(form)
        return
    for name in one.changed_data:
        if name in one.fields and not one[name].is_hidden:
            yield str(one[name].label)
    for name, formset in getattr(one, "formsets", {}).items():
        if name != COMMENTS and formset.has_changed():
            yield str(formset.model._meta.verbose_name_plural)


def _initial(form: BaseForm) -> dict[str, Any]:
    return {name: _plain(form.initial[name]) for name in form.fields if name in form.initial}


def _stored(stored: Model, names: set[str]) -> dict[str, Any]:
    as_json: Any = ClusterableModel.serializable_data if isinstance(stored, ClusterableModel) else columns_of
    data: dict[str, Any] = as_json(stored)
    for field in stored._meta.many_to_many:
        data[field.name] = sorted(getattr(stored, field.name).values_list("pk", flat=True))
    return {name: value for name, value in data.items() if name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, Manager):
        value = value.all()
    if isinstance(value, QuerySet | list | tuple | set):
        return sorted((_plain(one) for one in value), key=str)
    return value.pk if isinstance(value, Model) else value
