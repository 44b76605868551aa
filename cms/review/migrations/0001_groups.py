"""Create the groups "Content designers", "Reviewers" and "Developers", with their permissions.

A group of that name that is there already is somebody's own work and is left as it is. Django makes permissions only
after the last migration, so those that are needed here are made here; Django then finds and keeps them.
"""

from django.db import migrations

DIRECTORY = ("audience", "contact", "location", "organisation", "practice")

# Each permission is "app_label.codename"; the codename ends in the model's name.
ADMIN = {"wagtailadmin.access_admin"}
REDIRECTS = {f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete", "view")}
OWN_TOKENS = {f"wagtailcore.{action}_apitoken" for action in ("add", "delete", "view")}


def directory(*actions):
    return {f"pages.{action}_{model}" for action in actions for model in DIRECTORY}


def media(*actions):
    images = {f"wagtailimages.{action}_image" for action in actions}
    return images | {f"wagtaildocs.{action}_document" for action in actions}


GROUPS = (
    {
        "name": "Content designers",
        "permissions": ADMIN | directory("add", "change", "view"),
        "pages": ("add", "change"),
        # With "add" and without "change", people change and delete the files that they uploaded themselves.
        "media": media("add", "choose"),
    },
    {
        "name": "Reviewers",
        "permissions": ADMIN | directory("add", "change", "delete", "view") | REDIRECTS,
        "pages": ("add", "change", "publish", "lock", "unlock"),
        "media": media("add", "change", "choose"),
    },
    {
        "name": "Developers",
        "permissions": ADMIN | directory("view") | OWN_TOKENS,
        "pages": (),
        "media": media("choose"),
    },
)


def permission(apps, name):
    """The permission ``app_label.codename``, made when it is not there yet."""
    app_label, codename = name.split(".")
    action, model = codename.split("_", 1)
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
    verbose_name = {"apitoken": "API token"}.get(model, model)
    return Permission.objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {action} {verbose_name}"}
    )[0]


def create_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    root_page = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    root_collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")

    for definition in GROUPS:
        group, created = Group.objects.get_or_create(name=definition["name"])
        if not created:
            continue
        group.permissions.add(*(permission(apps, name) for name in sorted(definition["permissions"])))
        for action in definition["pages"]:
            GroupPagePermission.objects.create(
                group=group, page=root_page, permission=permission(apps, f"wagtailcore.{action}_page")
            )
        for name in sorted(definition["media"]):
            GroupCollectionPermission.objects.create(
                group=group, collection=root_collection, permission=permission(apps, name)
            )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        # Going back keeps the groups: people may be in them.
        migrations.RunPython(create_groups, migrations.RunPython.noop),
    ]
