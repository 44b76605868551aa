"""A field that holds some of a list of choices, such as the page types that an index lists."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

__all__ = ["ChoiceListField"]

Options = Callable[[], Sequence[tuple[str, Any]]]


class ChoiceListField(models.JSONField):
    """A JSON list of strings, edited with check boxes.

    ``options`` answers ``(value, label)`` pairs when they are needed, so a further option changes no migration.
    """

    def __init__(self, *args: Any, options: Options | None = None, **kwargs: Any) -> None:
        self.options = options
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Without ``options``: the column does not depend on them."""
        return super().deconstruct()

    def validate(self, value: Any, model_instance: Any) -> None:
        """Refuse what is no list of known options."""
        super().validate(value, model_instance)
        known = {option for option, _label in self.options()} if self.options else set()
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            raise ValidationError(_("Give a list of choices."), code="invalid")
        unknown = [entry for entry in value if entry not in known]
        if unknown:
            raise ValidationError(
                _("Not a choice: %(unknown)s."), code="invalid_choice", params={"unknown": ", ".join(unknown)}
            )

    def formfield(self, **kwargs: Any) -> Any:
        """Check boxes, one per option."""
        return forms.MultipleChoiceField(
            choices=self.options or (),
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            initial=kwargs.get("initial", list),
        )
