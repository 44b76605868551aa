"""``manage.py api_tokens``: Wagtail's command, with an expiry and scopes for the tokens that it makes."""

import argparse
import datetime
import json
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.management.commands.api_tokens import Command as WagtailsCommand
from wagtail.models import APIToken

from cms.api.scopes import Scope
from cms.api.tokens import create_token, end_of, last_expiry_date, terms_of, usual_expiry_date

__all__ = ["Command"]

SOURCE = {"source": "management_command"}


class Command(WagtailsCommand):
    """Named ``api_tokens`` as Wagtail's, whose place it takes. ``revoke`` is Wagtail's."""

    help = "Manage API tokens"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add what a token may and until when to the arguments of ``create``."""
        super().add_arguments(parser)
        subcommands = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
        create = subcommands.choices["create"]
        create.add_argument(
            "--scope",
            action="append",
            default=[],
            choices=[str(scope) for scope in Scope],
            dest="scopes",
            help="What the token may do beyond reading what is public; repeat it for several",
        )
        create.add_argument("--days", type=int, help="In how many days the token expires")

    def create(self, *args: Any, user: str, name: str, json_output: bool, **options: Any) -> None:
        """Make a token and print it."""
        usual, last = usual_expiry_date(), last_expiry_date()
        days = options["days"]
        day = usual if days is None else timezone.localdate() + datetime.timedelta(days=min(max(days, -1), 10_000))
        if not timezone.localdate() <= day <= last:
            raise CommandError(f"--days must be between 0 and {(last - timezone.localdate()).days}")
        scopes = [Scope(scope) for scope in options["scopes"]]
        token, plaintext = create_token(self.get_user(user), name, scopes, end_of(day))
        log(token, "wagtail.apitoken.create", data=SOURCE)
        if not json_output:
            self.stdout.write(plaintext)
            return
        described = {
            "token": plaintext,
            "prefix": token.prefix,
            "name": token.name,
            "user": token.user.get_username(),
            "created": token.created.isoformat(),
            "expires": token.terms.expires.isoformat(),
            "scopes": sorted(scopes),
        }
        self.stdout.write(json.dumps(described))

    def list(self, *args: Any, user: str | None, include_revoked: bool, **options: Any) -> None:
        """Print a line for each token."""
        tokens = APIToken.objects.select_related("user", "terms").order_by("-created")
        if user:
            tokens = tokens.filter(user=self.get_user(user))
        if not include_revoked:
            tokens = tokens.filter(revoked_at__isnull=True)
        for token in tokens:
            terms = terms_of(token)
            # The space before the ellipsis keeps it out of copy-pasted prefixes, as in Wagtail's own list.
            columns = [
                str(token.pk),
                f"{token.prefix} …",
                token.name,
                token.user.get_username(),
                f"{token.created:%Y-%m-%d %H:%M}",
                f"scopes={','.join(sorted(terms.scopes)) if terms and terms.scopes else 'none'}",
                f"expires={terms.expires if terms else 'never'}",
                f"last_used={token.last_used_at or 'never'}",
                f"revoked={token.revoked_at or 'no'}",
            ]
            self.stdout.write("\t".join(columns))
