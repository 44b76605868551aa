"""The columns in which Wagtail keeps an object's drafts, locks and workflow. The public sees none of them."""

__all__ = ["BOOKKEEPING"]

BOOKKEEPING = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by",
        "live_revision",
        "numchild",
    }
)
