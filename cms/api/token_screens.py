"""Settings › API tokens: Wagtail's screens with scopes, an expiry and the state of each token.

They stand at the addresses of Wagtail's own and are registered before them, so Wagtail's answer nothing. Registered by
``cms.api.wagtail_hooks``.
"""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import log
from wagtail.models import APIToken
from wagtail.users.utils import user_can_manage_token
from wagtail.users.views import api_tokens as stock

from cms.api.models import TokenTerms
from cms.api.scopes import Scope
from cms.api.tokens import create_token, end_of, last_expiry_date, terms_of, usual_expiry_date

__all__ = ["TokenForm", "TokenViewSet", "scopes_shown", "state_of"]

ACTIVE = _("Active")


class TokenForm(stock.APITokenForm):
    """What a new token is for, whose rights it has, what it may do and until when."""

    expires = forms.DateField(label=_("Last day"), widget=AdminDateInput, initial=usual_expiry_date)
    field_order = ["name", "user", *(scope.value for scope in Scope), "expires"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("Which program uses it, so that people know what stops when it is revoked.")
        self.fields["user"].label = _("Owner")
        self.fields["user"].help_text = _("The token can do what this person may, never more.")
        for scope in Scope:
            field: Any = TokenTerms._meta.get_field(scope.value)
            label = gettext("May %(scope)s") % {"scope": field.verbose_name}
            self.fields[scope.value] = forms.BooleanField(label=label, required=False, help_text=field.help_text)
        self.fields["expires"].help_text = _("The token stops after this day. At the latest: %(day)s.") % {
            "day": _shown(last_expiry_date())
        }
        self.order_fields(self.field_order)

    def clean_expires(self) -> Any:
        """Keep the last day between today and the installation's bound."""
        day = self.cleaned_data["expires"]
        if not timezone.localdate() <= day <= last_expiry_date():
            raise ValidationError(
                _("Choose a day from today until %(day)s."), params={"day": _shown(last_expiry_date())}
            )
        return day

    @property
    def scopes(self) -> list[Scope]:
        """The scopes that were ticked."""
        return [scope for scope in Scope if self.cleaned_data[scope.value]]


class IndexView(stock.IndexView):
    """The tokens that the person may manage, each with what it may do and whether it still works."""

    @cached_property
    def columns(self) -> list[Column]:
        """Called by Wagtail."""
        return [
            self._get_title_column_class(TitleColumn)("name", label=_("Name"), get_url=self.get_edit_url),
            Column("prefix", label=_("Begins with"), accessor=lambda token: f"{token.prefix}…"),
            UserColumn("user", label=_("Owner")),
            Column("scopes", label=_("May"), accessor=scopes_shown),
            Column("expires", label=_("Last day"), accessor=_last_day),
            DateColumn("last_used_at", label=_("Last used")),
            StatusTagColumn(
                "state", label=_("State"), accessor=state_of, primary=lambda token: state_of(token) == ACTIVE
            ),
        ]

    def get_queryset(self) -> Any:
        """Called by Wagtail."""
        return super().get_queryset().select_related("terms")


class CreateView(stock.CreateView):
    """Makes a token and shows it, this once."""

    def form_valid(self, form: TokenForm) -> HttpResponse:
        """Called by Wagtail."""
        owner = form.cleaned_data["user"]
        if not user_can_manage_token(self.request.user, owner, "wagtailcore.add_apitoken"):
            raise PermissionDenied
        expires = end_of(form.cleaned_data["expires"])
        self.object, plaintext = create_token(owner, form.cleaned_data["name"], form.scopes, expires)
        log(self.object, "wagtail.apitoken.create", user=self.request.user)
        context = self.get_created_context(plaintext)
        context["scopes"], context["last_day"] = scopes_shown(self.object), _last_day(self.object)
        return TemplateResponse(self.request, "cms_api/api_tokens/created.html", context)


class StatusPanel(stock.APITokenStatusSidePanel):
    """The state of a token beside its name."""

    def get_status_templates(self, context: dict[str, Any]) -> list[str]:
        """Called by Wagtail."""
        return ["cms_api/api_tokens/status.html", *super().get_status_templates(context)[1:]]

    def get_context_data(self, parent_context: Any) -> Any:
        """Called by Wagtail."""
        context = super().get_context_data(parent_context)
        state = state_of(self.object)
        shown = {"scopes": scopes_shown(self.object), "day": _last_day(self.object)}
        terms = gettext("May: %(scopes)s. Last day: %(day)s.") % shown
        return {**context, "state": state, "is_active": state == ACTIVE, "terms": terms}


class EditView(stock.EditView):
    """Renames a token. Its terms stay as they are: who needs others makes another token."""

    def get_side_panels(self) -> Any:
        """Called by Wagtail."""
        panels = super().get_side_panels()
        (status,) = panels
        urls = {"usage_url": status.usage_url, "history_url": status.history_url}
        panel = StatusPanel(self.object, self.request, last_updated_info=status.last_updated_info, **urls)
        return type(panels)([panel])


class TokenViewSet(stock.APITokenViewSet):
    """In the place of Wagtail's."""

    menu_name = "cms_api_tokens"
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView

    def get_form_class(self, for_update: bool = False) -> Any:
        """Called by Wagtail."""
        return super().get_form_class(for_update=True) if for_update else TokenForm

    def on_register(self) -> None:
        """Add the menu item alone: what else belongs to the model, Wagtail's own viewset registers."""
        self.register_menu_item()


def state_of(token: APIToken) -> Any:
    """Whether ``token`` still works, in words."""
    terms = terms_of(token)
    if token.revoked_at is not None:
        return _("Revoked")
    if terms is not None and terms.is_expired:
        return _("Expired")
    if not token.user.is_active:
        return _("Owner's account is closed")
    return ACTIVE


def scopes_shown(token: APIToken) -> str:
    """What ``token`` may do, in words."""
    terms = terms_of(token)
    if terms is None:
        return gettext("read what everybody reads")
    fields: list[Any] = [TokenTerms._meta.get_field(scope.value) for scope in Scope if scope in terms.scopes]
    names = [str(field.verbose_name) for field in fields]
    return ", ".join(names) or gettext("read what its owner's sign-in opens")


def _last_day(token: APIToken) -> str:
    terms = terms_of(token)
    return _shown(timezone.localdate(terms.expires - datetime.timedelta(seconds=1))) if terms else gettext("never")


def _shown(day: datetime.date) -> str:
    return date_format(day)
