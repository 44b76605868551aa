"""One import from beginning to end: load, read, plan, write, report.

All files are read and all plans made before the first page is written, so a file that cannot be read
leaves everything as it was. Then each page is written in a transaction of its own. Called by the
``import_content`` command.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from cms.errors import ImportContentError, SourceError
from cms.importer.document import Document
from cms.importer.plan import Action, find_parent, make_plans
from cms.importer.reading import read_document
from cms.importer.report import FileReport
from cms.importer.source import Source, load
from cms.importer.write import write

__all__ = ["import_content"]


def import_content(
    paths: Sequence[str],
    parent_path: str,
    *,
    page_type: str | None = None,
    publish: bool = False,
    dry_run: bool = False,
    remove_repeated_headings: bool = False,
    on_report: Callable[[FileReport], None],
) -> None:
    """Import files; ``on_report`` hears of each as soon as it is done.

    ``CmsError`` when anything is refused. Pages that were reported before stay; of the file in question,
    nothing is written.
    """
    documents = _read_all(paths, remove_repeated_headings)
    for plan in make_plans(documents, find_parent(parent_path), page_type):
        live = plan.record is not None and plan.record.page.live
        may_publish = publish and not plan.document.hidden
        report = FileReport(plan, dry_run, may_publish or live, plan.record.page_id if plan.record else None)
        if not dry_run:
            page = write(plan, publish=may_publish)
            report = replace(report, page_id=page.pk, published=page.live and not page.has_unpublished_changes)
        elif plan.action is Action.UPDATE and not may_publish:
            report = replace(report, published=False)
        on_report(report)


def _read_all(paths: Sequence[str], remove_repeated_headings: bool) -> list[tuple[Source, Document]]:
    """Every source; if some cannot be read, one error that says what is wrong with each."""
    documents: list[tuple[Source, Document]] = []
    errors: list[SourceError] = []
    for path in paths:
        try:
            source = load(path)
            document = read_document(source, remove_repeated_headings=remove_repeated_headings)
            documents.append((source, document))
        except SourceError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ImportContentError("\n".join(str(error) for error in errors))
    return documents
