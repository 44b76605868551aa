"""What a person is told whose edit was refused: who saved in between, when, and what saving over it would replace.

Made by the views and forms of this package, shown by ``templates/edits/refused.html``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page
from wagtail.utils.timestamps import render_timestamp

from cms.edits.states import latest_revision, opened_at, present_state

__all__ = ["Refusal", "refusal_of", "replaced_fields"]


@dataclass
class Refusal:
    """``state`` is what is stored; ``who`` is empty when nobody knows; ``replaced`` are labels of fields."""

    state: str
    kind: str
    who: str = ""
    is_own: bool = False
    at: datetime | None = None
    compare_url: str = ""
    replaced: list[str] = field(default_factory=list)

    @cached_property
    def message(self) -> str:
        """Who saved what, and when, as a sentence."""
        known: dict[str, str] = {"kind": self.kind, "who": self.who, "at": render_timestamp(self.at) if self.at else ""}
        if self.is_own:
            if not self.at:
                return _("You have saved this %(kind)s yourself in the meantime, in another window.") % known
            return _("You have saved this %(kind)s yourself in the meantime, in another window (%(at)s).") % known
        if self.who and self.at:
            return _("%(who)s has saved this %(kind)s in the meantime (%(at)s).") % known
        if self.at:
            return _("A program has saved this %(kind)s in the meantime (%(at)s).") % known
        return _("Somebody has saved this %(kind)s in the meantime.") % known

    @property
    def consent(self) -> str:
        """What the box says that has to be ticked."""
        if self.is_own:
            return _("I have looked at it. Save over my other version.")
        if self.who:
            return _("I have looked at it. Save over the version of %(who)s.") % {"who": self.who}
        return _("I have looked at it. Save over that version.")


def refusal_of(stored: Model, user: Any, sent: Mapping[str, Any]) -> Refusal:
    """The refusal of the form that ``user`` sent, with the last save of ``stored``."""
    kind = Page._meta.verbose_name if isinstance(stored, Page) else stored._meta.verbose_name
    refusal = Refusal(state=present_state(stored), kind=str(kind))
    revision = latest_revision(stored)
    saver = None
    if revision is not None:
        saver, refusal.at = revision.user, revision.created_at
    elif (entry := _last_entry(stored, opened_at(sent))) is not None:
        saver, refusal.at = entry.user, entry.timestamp
    if saver is not None:
        refusal.who, refusal.is_own = get_user_display_name(saver), saver == user
    return refusal


def replaced_fields(form: Any) -> list[str]:
    """The labels of what the bound ``form`` would replace in what is stored now."""
    labels = [str(form[name].label) for name in form.changed_data if name in form.fields]
    for name, formset in getattr(form, "formsets", {}).items():
        if name != "comments" and formset.has_changed():
            labels.append(str(formset.model._meta.verbose_name_plural))
    return [label[:1].upper() + label[1:] for label in labels]


def _last_entry(stored: Model, since: datetime | None) -> Any:
    """The last entry of the history that was written after ``since``."""
    entries = log_registry.get_logs_for_instance(stored)
    if since is None or entries is None:
        return None
    return entries.filter(timestamp__gte=since).order_by("-timestamp").first()
