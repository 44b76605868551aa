/** Edits the demo as somebody in the admin does: by Django's command line, in the demo's own database. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { inject } from "vitest";

/** Save the page with a title once more; one that is live is published. */
export async function edit(title: string): Promise<void> {
  const { python, folder, environment } = inject("shell");
  const program = `
from django.db import transaction
from wagtail.models import Page
with transaction.atomic():
    page = Page.objects.get(title=${JSON.stringify(title)}).specific
    revision = page.save_revision()
    if page.live:
        revision.publish()
`;
  const shell = ["manage.py", "shell", "--no-imports", "--command", program];
  await promisify(execFile)(python, shell, { cwd: folder, env: environment });
}
