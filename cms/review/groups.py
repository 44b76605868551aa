"""Names of the groups and of the workflow that the migrations create. Read by the demo and by tests.

They are a starting point: an administrator may rename, change or delete each of them, so nothing at run time decides by
these names. What a person may do is asked of Wagtail's permissions, who approves what is asked of the workflow's tasks.
"""

__all__ = ["APPROVAL_TASK", "DESIGNERS", "DEVELOPERS", "REVIEWERS", "REVIEW_TASK", "WORKFLOW"]

DESIGNERS = "Content designers"
REVIEWERS = "Reviewers"
DEVELOPERS = "Developers"

WORKFLOW = "Content review, then approval"
REVIEW_TASK = "Content review"
APPROVAL_TASK = "Approval"
