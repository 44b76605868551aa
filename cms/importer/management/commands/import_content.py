"""``manage.py import_content``: bring pages in from Jekyll pages and plain text. See ``docs/import.md``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.errors import CmsError
from cms.importer.plan import PAGE_TYPES
from cms.importer.report import FileReport, report_text
from cms.importer.run import import_content

__all__ = ["Command"]


class Command(BaseCommand):
    """Parses the command line and prints the report."""

    help = "Bring in pages from Jekyll pages (front matter, Markdown, HTML) and plain text, as drafts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare PATH and the options."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file to import")
        parser.add_argument("--parent", required=True, help="address of the page to import under, such as /learn/")
        parser.add_argument(
            "--type", dest="page_type", choices=list(PAGE_TYPES), help="page type (default: what the source looks like)"
        )
        parser.add_argument("--publish", action="store_true", help="publish the pages instead of leaving drafts")
        parser.add_argument("--dry-run", action="store_true", help="print the report and write nothing")
        parser.add_argument(
            "--remove-repeated-headings",
            action="store_true",
            help="leave out a paragraph that only repeats the heading above it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import; any refusal goes to stderr with a non-zero exit."""
        first = True

        def show(report: FileReport) -> None:
            nonlocal first
            self.stdout.write(("" if first else "\n") + report_text([report]))
            first = False

        try:
            import_content(
                options["paths"],
                options["parent"],
                page_type=options["page_type"],
                publish=options["publish"],
                dry_run=options["dry_run"],
                remove_repeated_headings=options["remove_repeated_headings"],
                on_report=show,
            )
        except CmsError as error:
            raise CommandError(str(error)) from error
        if options["dry_run"]:
            self.stdout.write("\nDry run: nothing was written.")
