"""Makes what the tests need beside the demo content, prints it as JSON. ``demo.ts`` runs it by ``manage.py shell``."""

import json
import sys

from django.contrib.auth import get_user_model
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from cms.api.scopes import Scope
from cms.api.tokens import create_token
from cms.preview.drafts import keep_draft
from cms.preview.tokens import make_preview_token

PASSWORD = "open sesame"

Redirect.add_redirect("/women-in-it", redirect_to=Page.objects.get(slug="women-in-it"))
Redirect.add_redirect("/elsewhere", redirect_to="https://www.example.org/elsewhere/", is_permanent=False)

pilot = Page.objects.get(slug="digital-skills-organisation").specific
closed = {}
for kind in (PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN):
    page = pilot.copy(to=pilot.get_parent(), update_attrs={"slug": f"behind-{kind}", "title": f"Behind a {kind}"})
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password=PASSWORD)
    closed[kind] = {"id": page.pk, "path": f"/pilots/behind-{kind}/"}

draft = pilot.copy(to=pilot.get_parent(), update_attrs={"slug": "draft", "title": "A draft"}, keep_live=False)
admin = get_user_model().objects.get(username="admin")
_, token = create_token(admin, "drafts", [Scope.READ_DRAFTS])
_, public_token = create_token(admin, "nothing")

pilot.title = "Typed and not saved"
preview_token = make_preview_token(keep_draft(pilot, admin, is_typed=True).key)

facts = {
    "password": PASSWORD,
    "closed": closed,
    "draft": draft.pk,
    "token": token,
    "publicToken": public_token,
    "previewToken": preview_token,
}
json.dump(facts, sys.stdout)
