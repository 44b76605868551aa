"""The groups and the workflow that the migrations create, and what they leave alone."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Task, Workflow, WorkflowPage, WorkflowTask

from cms.review.groups import APPROVAL_TASK, DESIGNERS, DEVELOPERS, REVIEW_TASK, REVIEWERS, WORKFLOW

pytestmark = pytest.mark.django_db

groups_migration: Any = import_module("cms.review.migrations.0001_groups")
workflow_migration: Any = import_module("cms.review.migrations.0002_workflow")


def page_actions(group: Group) -> set[str]:
    return {given.permission.codename for given in group.page_permissions.all() if given.page.is_root()}


def run_migrations_again() -> None:
    groups_migration.create_groups(apps, None)
    workflow_migration.remove_untouched_stock(apps, None)
    workflow_migration.create_workflow(apps, None)


def make_stock() -> tuple[Group, Workflow]:
    """What Wagtail's own migrations leave behind."""
    root = Page.objects.get(depth=1)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for name, codenames in workflow_migration.STOCK_PAGE_PERMISSIONS.items():
        group = Group.objects.create(name=name)
        group.permissions.set(
            Permission.objects.filter(
                codename__in=workflow_migration.STOCK_PERMISSIONS,
                content_type__app_label__in=["wagtailadmin", "wagtailimages", "wagtaildocs"],
            )
        )
        for permission in Permission.objects.filter(codename__in=codenames, content_type__app_label="wagtailcore"):
            GroupPagePermission.objects.create(group=group, page=root, permission=permission)
        for permission in Permission.objects.filter(
            codename__in=workflow_migration.STOCK_COLLECTION_PERMISSIONS,
            content_type__app_label__in=["wagtailimages", "wagtaildocs"],
        ):
            group.collection_permissions.create(collection=collection, permission=permission)
    moderators = Group.objects.get(name="Moderators")
    task = GroupApprovalTask.objects.create(name=workflow_migration.STOCK_APPROVAL)
    task.groups.add(moderators)
    workflow = Workflow.objects.create(name=workflow_migration.STOCK_APPROVAL)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.all().delete()
    WorkflowPage.objects.create(page=root, workflow=workflow)
    return moderators, workflow


def test_an_installation_starts_with_three_groups_and_none_of_wagtails() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {DESIGNERS, REVIEWERS, DEVELOPERS}


def test_designers_write_and_only_reviewers_publish_and_lock() -> None:
    assert page_actions(Group.objects.get(name=DESIGNERS)) == {"add_page", "change_page"}
    assert page_actions(Group.objects.get(name=REVIEWERS)) == {
        "add_page",
        "change_page",
        "publish_page",
        "lock_page",
        "unlock_page",
    }
    assert page_actions(Group.objects.get(name=DEVELOPERS)) == set()


def test_every_permission_given_is_one_that_wagtail_or_a_model_knows() -> None:
    """A permission made by the migration under a wrong name would stay a dead row, of no model's making."""
    for group in Group.objects.all():
        for permission in group.permissions.exclude(content_type__app_label="wagtailadmin"):
            model = permission.content_type.model_class()
            assert model is not None, permission
            known = {f"{action}_{model._meta.model_name}" for action in model._meta.default_permissions}
            assert permission.codename in known, permission
            expected_name = f"Can {permission.codename.split('_')[0]} {model._meta.verbose_name_raw}"
            assert permission.name == expected_name


def test_the_whole_tree_is_under_a_workflow_of_two_steps_for_reviewers() -> None:
    workflow = Page.objects.get(depth=1).get_workflow()
    assert workflow.name == WORKFLOW
    assert [task.name for task in workflow.tasks] == [REVIEW_TASK, APPROVAL_TASK]
    for task in workflow.tasks:
        assert [group.name for group in task.specific.groups.all()] == [REVIEWERS]
    assert list(Workflow.objects.all()) == [workflow]
    assert Task.objects.count() == 2


def test_running_the_migrations_again_changes_nothing_of_an_administrators_work() -> None:
    reviewers = Group.objects.get(name=REVIEWERS)
    reviewers.permissions.clear()
    reviewers.page_permissions.all().delete()
    workflow = Workflow.objects.get()
    workflow.workflow_tasks.all()[0].delete()

    run_migrations_again()

    assert not reviewers.permissions.exists()
    assert not reviewers.page_permissions.exists()
    assert [task.name for task in Workflow.objects.get().tasks] == [APPROVAL_TASK]


def test_a_tree_with_somebodys_own_workflow_keeps_it() -> None:
    Workflow.objects.all().delete()
    own = Workflow.objects.create(name="Ours")
    WorkflowPage.objects.create(page=Page.objects.get(depth=1), workflow=own)

    run_migrations_again()

    assert WorkflowPage.objects.get().workflow == own


def test_wagtails_untouched_groups_and_workflow_are_replaced() -> None:
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    make_stock()

    run_migrations_again()

    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()
    assert not Task.objects.filter(name=workflow_migration.STOCK_APPROVAL).exists()
    assert Page.objects.get(depth=1).get_workflow().name == WORKFLOW


def somebody_is_in_it(group: Group, workflow: Workflow) -> None:
    get_user_model().objects.create(username="moderator").groups.add(group)


def a_permission_was_added(group: Group, workflow: Workflow) -> None:
    group.permissions.add(Permission.objects.get(codename="add_redirect"))


def a_permission_was_taken(group: Group, workflow: Workflow) -> None:
    group.page_permissions.filter(permission__codename="lock_page").delete()


def it_approves_elsewhere(group: Group, workflow: Workflow) -> None:
    GroupApprovalTask.objects.create(name="Legal").groups.add(group)


@pytest.mark.parametrize(
    "touch", [somebody_is_in_it, a_permission_was_added, a_permission_was_taken, it_approves_elsewhere]
)
def test_a_stock_group_that_somebody_uses_stays(touch: Any) -> None:
    moderators, workflow = make_stock()
    touch(moderators, workflow)

    workflow_migration.remove_untouched_stock(apps, None)

    assert set(Group.objects.filter(name__in=["Moderators", "Editors"]).values_list("name", flat=True)) == {
        "Moderators"
    }


def test_a_stock_workflow_that_somebody_changed_stays() -> None:
    _, workflow = make_stock()
    legal = GroupApprovalTask.objects.create(name="Legal")
    WorkflowTask.objects.create(workflow=workflow, task=legal, sort_order=1)

    workflow_migration.remove_untouched_stock(apps, None)

    assert Workflow.objects.filter(pk=workflow.pk).exists()
    assert Group.objects.filter(name="Moderators").exists()
