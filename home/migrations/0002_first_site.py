"""The first site: Wagtail's welcome page becomes a home page, and its site gets a name.

Only Wagtail's own untouched welcome page is replaced, in place, so that the page tree, the site's root and anything
already below it stay sound. An installation whose tree was changed before this migration is left as it is.
"""

from django.db import migrations
from django.utils import timezone

WELCOME = {"title": "Welcome to your new Wagtail site!", "slug": "home", "depth": 2}
TITLE = "Home"
HERO_TITLE = "Build your digital skills"
HERO_TEXT = (
    "Training, programs and communities for people who design, build and run public services. "
    "Replace this text with a welcome of your own."
)
SITE_NAME = "Digital Skills CMS"
LOCAL_HOST = "localhost"
LOCAL_PORT = 8000


def make_first_site(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("home", "HomePage")
    Site = apps.get_model("wagtailcore", "Site")
    alias = schema_editor.connection.alias

    plain_page = ContentType.objects.using(alias).filter(app_label="wagtailcore", model="page").first()
    welcome = Page.objects.using(alias).filter(content_type=plain_page, latest_revision=None, **WELCOME).first()
    if welcome is None:
        return
    home_type, _made = ContentType.objects.using(alias).get_or_create(app_label="home", model="homepage")
    now = timezone.now()
    home = HomePage(page_ptr=welcome, hero_title=HERO_TITLE, hero_text=HERO_TEXT)
    for field in Page._meta.concrete_fields:
        setattr(home, field.attname, getattr(welcome, field.attname))
    home.title = home.draft_title = TITLE
    home.content_type = home_type
    home.first_published_at = home.last_published_at = now
    home.save(using=alias)

    Site.objects.using(alias).filter(root_page_id=welcome.pk, hostname=LOCAL_HOST, port=80, site_name="").update(
        port=LOCAL_PORT, site_name=SITE_NAME
    )


def restore_welcome_page(apps, schema_editor):
    """Turn home pages back into plain pages: their own table is about to go, the tree must not lose them."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("home", "HomePage")
    Site = apps.get_model("wagtailcore", "Site")
    alias = schema_editor.connection.alias

    plain_page = ContentType.objects.using(alias).get(app_label="wagtailcore", model="page")
    for home in HomePage.objects.using(alias).all():
        page_id = home.pk
        home.delete(using=alias, keep_parents=True)
        pages = Page.objects.using(alias).filter(pk=page_id)
        pages.update(content_type=plain_page)
        if home.title == TITLE:
            pages.filter(latest_revision=None, depth=WELCOME["depth"]).update(
                title=WELCOME["title"], draft_title=WELCOME["title"]
            )
    Site.objects.using(alias).filter(hostname=LOCAL_HOST, port=LOCAL_PORT, site_name=SITE_NAME).update(
        port=80, site_name=""
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_first_site, restore_welcome_page)]
