"""For which version an approval counts.

Every step is asked to approve the same version (``WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT``). Wagtail counts an
approval for the version that was submitted, even when who gives it has saved a comment or a correction before, as the
editor does by itself: their own approval would then be asked for a second time.
"""

from wagtail.models import Revision, TaskState

__all__ = ["count_for_what_they_saved"]


def count_for_what_they_saved(task_state: TaskState) -> None:
    """Let the approval that ``task_state`` is about to store count for the latest version, if its giver saved that."""
    if task_state.status != TaskState.STATUS_APPROVED or task_state.finished_by_id is None:
        return
    if not TaskState.objects.filter(pk=task_state.pk, status=TaskState.STATUS_IN_PROGRESS).exists():
        return
    state = task_state.workflow_state
    versions = Revision.objects.filter(base_content_type_id=state.base_content_type_id, object_id=state.object_id)
    latest = versions.defer("content").order_by("-created_at", "-id").first()
    if latest is not None and latest.user_id == task_state.finished_by_id:
        task_state.revision = latest
