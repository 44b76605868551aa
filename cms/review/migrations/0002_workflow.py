"""Create the workflow "Content review, then approval" and put the whole page tree under it.

Wagtail's own "Moderators approval" and its groups "Moderators" and "Editors" go first, if they are exactly as Wagtail
made them and nobody uses them. A tree that somebody gave another workflow keeps that one, and an active workflow of our
name that is there already is used as it is.
"""

from django.db import migrations

WORKFLOW = "Content review, then approval"
TASKS = ("Content review", "Approval")
REVIEWERS = "Reviewers"

STOCK_APPROVAL = "Moderators approval"
STOCK_PAGE_PERMISSIONS = {
    "Moderators": {"add_page", "change_page", "lock_page", "publish_page", "unlock_page"},
    "Editors": {"add_page", "change_page"},
}
STOCK_PERMISSIONS = {"access_admin"} | {
    f"{action}_{model}" for action in ("add", "change", "choose", "delete") for model in ("document", "image")
}
STOCK_COLLECTION_PERMISSIONS = STOCK_PERMISSIONS - {"access_admin", "delete_document", "delete_image"}


def remove_untouched_stock(apps, schema_editor):
    remove_untouched_workflow(apps)
    Group = apps.get_model("auth", "Group")
    for name, page_permissions in STOCK_PAGE_PERMISSIONS.items():
        group = Group.objects.filter(name=name).first()
        if group is not None and group_is_untouched(apps, group, page_permissions):
            group.delete()


def remove_untouched_workflow(apps):
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowContentType = apps.get_model("wagtailcore", "WorkflowContentType")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    for workflow in Workflow.objects.filter(name=STOCK_APPROVAL, active=True):
        steps = list(workflow.workflow_tasks.all())
        if len(steps) != 1 or workflow.workflow_states.exists():
            continue
        if [link.page.depth for link in workflow.workflow_pages.all()] != [1]:
            continue
        if WorkflowContentType.objects.filter(workflow=workflow).exists():
            continue
        task = GroupApprovalTask.objects.filter(pk=steps[0].task_id, name=STOCK_APPROVAL, active=True).first()
        if task is None or task.workflow_tasks.count() != 1 or task.task_states.exists():
            continue
        if [group.name for group in task.groups.all()] != ["Moderators"]:
            continue
        workflow.delete()
        task.delete()


def group_is_untouched(apps, group, page_permissions):
    User = group._meta.get_field("user").related_model
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    GroupSitePermission = apps.get_model("wagtailcore", "GroupSitePermission")
    if User.objects.filter(groups=group).exists() or GroupApprovalTask.objects.filter(groups=group).exists():
        return False
    if GroupSitePermission.objects.filter(group=group).exists():
        return False
    if group.pageviewrestriction_set.exists() or group.collectionviewrestriction_set.exists():
        return False
    on_pages = group.page_permissions.all()
    on_collections = group.collection_permissions.all()
    return (
        {permission.codename for permission in group.permissions.all()} == STOCK_PERMISSIONS
        and {given.permission.codename for given in on_pages} == page_permissions
        and all(given.page.depth == 1 for given in on_pages)
        and {given.permission.codename for given in on_collections} == STOCK_COLLECTION_PERMISSIONS
        and all(given.collection.depth == 1 for given in on_collections)
    )


def create_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")

    workflow = Workflow.objects.filter(name=WORKFLOW, active=True).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW, active=True)
        reviewers = apps.get_model("auth", "Group").objects.get(name=REVIEWERS)
        task_type, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
        for position, name in enumerate(TASKS):
            task = GroupApprovalTask.objects.create(name=name, active=True, content_type=task_type)
            task.groups.set([reviewers])
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=position)

    root_page = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    WorkflowPage.objects.get_or_create(page=root_page, defaults={"workflow": workflow})


class Migration(migrations.Migration):

    dependencies = [
        ("review", "0001_groups"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        # Going back keeps the workflow: pages may be in the middle of it.
        migrations.RunPython(remove_untouched_stock, migrations.RunPython.noop),
        migrations.RunPython(create_workflow, migrations.RunPython.noop),
    ]
