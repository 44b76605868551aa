"""``manage.py openapi``: write the OpenAPI document of version 3. Needs no database.

Made for generating clients and for saving the contract that a client was built on.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.api.contract.document import document_text

__all__ = ["Command"]


class Command(BaseCommand):
    """See the module's docstring."""

    help = "Write the OpenAPI document of API version 3 to the standard output, or to a file."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to write."""
        parser.add_argument("--output", "-o", type=Path, metavar="FILE", help="Write to this file.")

    def handle(self, *args: Any, output: Path | None, **options: Any) -> None:
        """Write the document."""
        if output is None:
            self.stdout.write(document_text(), ending="")
            return
        try:
            output.write_text(document_text(), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}") from error
