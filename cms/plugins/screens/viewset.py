"""Which screens a page of a missing type has. Wagtail finds them by the type that stands in for the missing one."""

from wagtail.admin.viewsets.pages import PageViewSet

from cms.plugins.missing.pages import PageOfMissingType
from cms.plugins.screens.missing_page import MissingPageView
from cms.plugins.screens.refusals import RefusedView

__all__ = ["missing_page_viewset"]


class MissingPageViewSet(PageViewSet):
    """Listing, history, usage, privacy, locks, moving and unpublishing are Wagtail's own screens."""

    model = PageOfMissingType
    edit_view_class = MissingPageView

    # Each of these needs the fields of the type.
    add_view_class = RefusedView
    add_subpage_view_class = RefusedView
    collect_workflow_action_data_view_class = RefusedView
    confirm_workflow_cancellation_view_class = RefusedView
    convert_alias_view_class = RefusedView
    copy_view_class = RefusedView
    delete_view_class = RefusedView
    preview_on_add_view_class = RefusedView
    preview_on_edit_view_class = RefusedView
    revisions_compare_view_class = RefusedView
    revisions_revert_view_class = RefusedView
    revisions_view_class = RefusedView
    view_draft_view_class = RefusedView
    workflow_action_view_class = RefusedView
    workflow_preview_view_class = RefusedView


missing_page_viewset = MissingPageViewSet()
