"""``/api/v3/pages/{id}/actions/approve/`` and ``/reject/``: a step of a page's workflow, as in the admin.

Who may decide, the step itself says (``Task.get_actions``), as it does in the admin. Emails leave after the commit.
"""

import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema
from ninja.errors import HttpError
from wagtail.api.v3.querysets import get_pages_queryset
from wagtail.models import Page, TaskState, WorkflowState

from cms.api.query import LARGEST_NUMBER
from cms.api.v3.access import REVIEWS
from cms.api.v3.problem_responses import documented_problems

__all__ = ["router"]

LONGEST_COMMENT = 5_000  # characters
PageId = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]

router = Router(tags=["pages"])


class DecisionRequest(Schema):
    """What the author is told with the decision."""

    comment: Annotated[str, Field(max_length=LONGEST_COMMENT)] = ""


class WorkflowTaskReference(Schema):
    """A step of a workflow."""

    id: int
    name: str


class WorkflowStateAnswer(Schema):
    """Where a page stands in its workflow after a decision. ``task`` is the step that is next, if one is."""

    page_id: int
    workflow: str
    status: Literal["in_progress", "approved", "needs_changes", "cancelled"]
    task: WorkflowTaskReference | None
    live: bool
    last_published_at: datetime.datetime | None


DECISION: dict[str, Any] = {
    "response": WorkflowStateAnswer,
    "auth": REVIEWS,
    "openapi_extra": documented_problems(HTTPStatus.CONFLICT),
}
NOTHING_SAID = DecisionRequest()


@router.post(
    "/{page_id}/actions/approve/",
    url_name="pages_actions_approve",
    summary="Approve the current step of a page's workflow",
    operation_id="pages_actions_approve",
    **DECISION,
)
def approve(request: HttpRequest, page_id: PageId, data: DecisionRequest = NOTHING_SAID) -> Any:
    """Approve the step that the page waits at. The last approval publishes the page.

    403 when the owner of the token may not decide this step, 409 when the page waits at none.
    """
    return _decide(request, page_id, "approve", data.comment)


@router.post(
    "/{page_id}/actions/reject/",
    url_name="pages_actions_reject",
    summary="Request changes at the current step of a page's workflow",
    operation_id="pages_actions_reject",
    **DECISION,
)
def reject(request: HttpRequest, page_id: PageId, data: DecisionRequest = NOTHING_SAID) -> Any:
    """Send the page back to its author, who is told the comment.

    403 when the owner of the token may not decide this step, 409 when the page waits at none.
    """
    return _decide(request, page_id, "reject", data.comment)


def _decide(request: HttpRequest, page_id: int, action: str, comment: str) -> dict[str, Any]:
    page = Page.objects.filter(pk=page_id).first()
    state = _step(page.specific) if page is not None else None
    if state is not None:
        task = state.task.specific
        if action in {name for name, *_rest in task.get_actions(page.specific, request.user)}:
            task.on_action(state.specific, request.user, action, comment=comment)
            return _answer(page_id, state.workflow_state_id)
    if not get_pages_queryset(request).filter(pk=page_id).exists():
        raise Http404("No page matches the given query.")
    if state is None:
        raise HttpError(HTTPStatus.CONFLICT, "The page waits at no step of a workflow.")
    raise PermissionDenied("You may not decide this step of the workflow.")


def _step(page: Page) -> TaskState | None:
    """The step that ``page`` waits at, locked until the decision is kept: two people decide one after the other."""
    current = page.current_workflow_task_state
    if current is None:
        return None
    waiting = TaskState.objects.select_for_update().filter(status=TaskState.STATUS_IN_PROGRESS)
    step: TaskState | None = waiting.filter(pk=current.pk).first()
    return step


def _answer(page_id: int, workflow_state_id: int) -> dict[str, Any]:
    workflow_state = WorkflowState.objects.select_related("workflow").get(pk=workflow_state_id)
    page = Page.objects.get(pk=page_id)
    waits_at = workflow_state.current_task_state
    is_waiting = waits_at is not None and waits_at.status == TaskState.STATUS_IN_PROGRESS
    return {
        "page_id": page.pk,
        "workflow": workflow_state.workflow.name,
        "status": workflow_state.status,
        "task": {"id": waits_at.task_id, "name": waits_at.task.name} if is_waiting else None,
        "live": page.live,
        "last_published_at": page.last_published_at,
    }
