"""The report of an import, as text for a terminal: made, derived, needs a person, proposed.

Built by ``run.py`` and printed by the command. A dry run prints the same report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cms.importer.document import Note, NoteKind
from cms.importer.plan import Action, Plan

__all__ = ["FileReport", "report_text"]

_HEADINGS = (
    (NoteKind.DERIVED, "Derived, not imported"),
    (NoteKind.PERSON, "Needs a person"),
    (NoteKind.PROPOSED, "Proposed, nothing of it is written"),
)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one source. ``page_id`` is None as long as there is no page."""

    plan: Plan
    dry_run: bool
    published: bool
    page_id: int | None = None

    @property
    def outcome(self) -> str:
        """One sentence: what was (or would be) done, and where."""
        plan = self.plan
        page = f"{plan.page_type or 'page'} page “{plan.document.title}” at {plan.path}"
        if self.page_id is not None:
            page += f" (id {self.page_id})"
        match plan.action:
            case Action.CREATE:
                return f"{'would make' if self.dry_run else 'made'} {page}, {self._state}"
            case Action.UPDATE:
                return f"{'would update' if self.dry_run else 'updated'} {page}, {self._state}"
            case Action.UNCHANGED:
                return f"unchanged: {page}, {self._state}"
            case Action.LEAVE:
                return f"left as it is: {page}, because {plan.reason}"

    @property
    def _state(self) -> str:
        return "published" if self.published else "as a draft"


def report_text(reports: Iterable[FileReport]) -> str:
    """The whole report."""
    return "\n\n".join(_file(report) for report in reports)


def _file(report: FileReport) -> str:
    plan = report.plan
    lines = [plan.source.path, f"  {report.outcome}", f"  {_size(plan)}"]
    if plan.action is Action.LEAVE:
        return "\n".join(lines[:2])
    for kind, heading in _HEADINGS:
        notes = [note for note in plan.notes if note.kind is kind]
        if notes:
            lines.append(f"  {heading}:")
            lines += [f"    - {_note(note)}" for note in notes]
    return "\n".join(lines)


def _size(plan: Plan) -> str:
    counts = Counter(_words(type(block).__name__) for block in plan.document.blocks)
    parts = [f"{len(plan.document.sections)} sections"]
    parts += [f"{count} × {name}" for name, count in sorted(counts.items())]
    return "holds " + ", ".join(parts)


def _words(class_name: str) -> str:
    """``"RichText"`` as people say it: ``"rich text"``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", class_name).lower()


def _note(note: Note) -> str:
    return note.text if note.line is None else f"line {note.line}: {note.text}"
