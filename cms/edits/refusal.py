"""What a person is told whose edit was refused: who saved in between, when, and what saving over it would replace.

Made by the views of this package, shown by ``templates/edits/refused.html``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page
from wagtail.utils.timestamps import render_timestamp

from cms.edits.states import Content, latest_revision, opened_at, state
from cms.edits.traces import OF_PRIVACY

__all__ = ["Refusal", "last_saved", "refusal_of"]


@dataclass
class Refusal:
    """``state`` is what is stored; ``who`` is empty when nobody knows; ``replaced`` are labels of fields.

    ``stored_url`` is the screen that shows what is stored, where that is not the address of the form itself;
    ``stored_now`` says in words what is stored, where there is no screen to open that would show it. The sentences are
    in the language of whoever reads them, if they are asked for within the view.
    """

    state: str
    kind: Any  # the name of the model, as Django translates it
    who: str = ""
    is_own: bool = False
    at: datetime | None = None
    compare_url: str = ""
    stored_url: str = ""
    stored_now: str = ""
    replaced: list[str] = field(default_factory=list)

    @cached_property
    def message(self) -> str:
        """Who saved what, and when, as a sentence."""
        known: dict[str, Any] = {"kind": self.kind, "who": self.who, "at": render_timestamp(self.at) if self.at else ""}
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


def refusal_of(stored: Model, user: Any, sent: Mapping[str, Any], content: Content) -> Refusal:
    """The refusal of the form that ``user`` sent, with the last save of ``stored``."""
    kind = Page._meta.verbose_name if isinstance(stored, Page) else stored._meta.verbose_name
    refusal = Refusal(state(stored, content), kind)
    revision = latest_revision(stored)
    if revision is not None:
        _name(refusal, revision.user, revision.created_at, user)
    else:
        last_saved(refusal, stored, user, sent, ~OF_PRIVACY)
    return refusal


def last_saved(refusal: Refusal, stored: Model, user: Any, sent: Mapping[str, Any], which: Q) -> None:
    """Let ``refusal`` name whoever stands in the history of ``stored`` last, since the form was opened.

    ``which`` entries of the history count.
    """
    since, entries = opened_at(sent), log_registry.get_logs_for_instance(stored)
    if since is not None and entries is not None:
        entry = entries.filter(which, timestamp__gte=since).order_by("-timestamp", "-pk").first()
        if entry is not None:
            _name(refusal, entry.user, entry.timestamp, user)


def _name(refusal: Refusal, saver: Any, at: datetime, user: Any) -> None:
    refusal.at = at
    if saver is not None:
        refusal.who, refusal.is_own = get_user_display_name(saver), saver == user
