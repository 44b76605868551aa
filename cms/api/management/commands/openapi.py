"""``manage.py openapi``: write the OpenAPI document of version 3, or compare it with an older one. Needs no database.

Made for generating clients, for keeping the contract that a client was built on, and for asking before an update
whether that client goes on to work. Exit code 1 when it does not.
"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.api.contract.document import document_text, openapi_document
from cms.api.contract.findings import Level, report
from cms.api.contract.operations import compare as changes_between

__all__ = ["Command"]


class Command(BaseCommand):
    """See the module's docstring."""

    help = "Write the OpenAPI document of API version 3, or tell what has changed since an older one."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to write, or what to compare with."""
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument("--output", "-o", type=Path, metavar="FILE", help="Write to this file.")
        ways.add_argument(
            "--compare", type=Path, metavar="FILE", help="Tell what has changed since the document in this file."
        )

    def handle(self, *args: Any, output: Path | None, compare: Path | None, **options: Any) -> None:
        """Write the document or the comparison."""
        if compare is not None:
            self.tell_changes(compare)
        elif output is None:
            self.stdout.write(document_text(), ending="")
        else:
            try:
                output.write_text(document_text(), encoding="utf-8")
            except OSError as error:
                raise CommandError(f"{output} cannot be written: {error.strerror}") from error

    def tell_changes(self, file: Path) -> None:
        """Each change since the document in ``file``; an error when one of them breaks clients."""
        found = changes_between(read_document(file), openapi_document())
        self.stdout.write(report(found))
        if any(finding.level is Level.BREAKING for finding in found):
            raise CommandError(f"A client that was built on {file} can fail.")


def read_document(file: Path) -> dict[str, Any]:
    """The document in ``file``. Raises ``CommandError``."""
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise CommandError(f"{file} is not JSON: {error}") from error
    if not isinstance(document, dict) or not str(document.get("openapi", "")).startswith("3."):
        raise CommandError(f"{file} is not an OpenAPI document of version 3.")
    return document
