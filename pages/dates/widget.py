"""The boxes in which a person writes a date as precisely as they know it. Used by ``form``.

Three labelled boxes, as in the date pattern of public-service design systems: day, month, year. The month is
a list, because that is where "Mid-year" can stand as a choice of its own; what is left empty is unknown. No
script is involved.
"""

from typing import Any

from django import forms
from django.forms.renderers import get_default_renderer
from django.template.loader import render_to_string
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from pages.dates.value import as_partial_date

__all__ = ["MID_YEAR", "PartialDateWidget", "month_choices"]

MID_YEAR = "mid-year"

_PARTS = {
    "day": _("Day (optional)"),
    "month": _("Month or mid-year (optional)"),
    "year": _("Year"),
}
_NUMBER_ATTRS = {"inputmode": "numeric", "autocomplete": "off"}


def month_choices() -> list[tuple[str, str | Promise]]:
    """Options of the month's list: unknown, the twelve months, the middle of the year."""
    return [
        ("", _("Not known")),
        *((str(number), name) for number, name in MONTHS.items()),
        (MID_YEAR, _("Mid-year (May to August)")),
    ]


class PartialDateWidget(forms.MultiWidget):
    """Renders [day, month, year]. It brings its own fieldset, so a form must not add a second one."""

    template_name = "pages/dates/widget.html"
    use_fieldset = False
    legend: str | Promise = ""

    class Media:
        css = {"all": ["pages/dates.css"]}

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: tuple[forms.Widget, ...] = (
            forms.TextInput(attrs=_NUMBER_ATTRS),
            forms.Select(choices=month_choices()),
            forms.TextInput(attrs=_NUMBER_ATTRS),
        )
        super().__init__(dict(zip(_PARTS, boxes, strict=True)), attrs)

    def decompress(self, value: Any) -> list[str]:
        if value is None or value == "":
            return ["", "", ""]
        date = as_partial_date(value)
        year = f"{date.earliest.year:04}"
        match date.precision:
            case "year":
                return ["", "", year]
            case "mid-year":
                return ["", MID_YEAR, year]
            case "month":
                return ["", str(date.earliest.month), year]
            case "day":
                return [str(date.earliest.day), str(date.earliest.month), year]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        # The description belongs to the whole: on each box, a screen reader would read it three times.
        attrs = dict(attrs or {})
        described_by = attrs.pop("aria-describedby", "")
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        hint_id = f"{widget['attrs']['id']}_hint" if widget["attrs"].get("id") else ""
        widget["legend"] = self.legend
        widget["hint_id"] = hint_id
        widget["described_by"] = " ".join(filter(None, (described_by, hint_id)))
        # The project's template engine does not know Django's own form templates, so boxes come rendered.
        renderer = get_default_renderer()
        widget["parts"] = [
            {
                "name": part_name,
                "label": label,
                "id": box["attrs"].get("id", ""),
                "html": mark_safe(renderer.render(box["template_name"], {"widget": box})),  # noqa: S308
            }
            for (part_name, label), box in zip(_PARTS.items(), widget["subwidgets"], strict=True)
        ]
        return context

    def _render(self, template_name: str, context: Any, renderer: Any = None) -> SafeString:
        # Django's default form renderer does not look into the project's template folder.
        return mark_safe(render_to_string(template_name, context))  # noqa: S308
