"""``manage.py load_demo``: load the demo content, once."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.demo.load import load_demo

__all__ = ["Command"]


class Command(BaseCommand):
    """Parses nothing; ``cms.demo.load`` does the work."""

    help = "Load the demo content. Where it was loaded before, nothing that a person edited is changed."

    def handle(self, *args: Any, **options: Any) -> None:
        report = load_demo()
        if report.people:
            self.stdout.write(f"Created {', '.join(report.people)} (set their passwords with changepassword).")
        if report.pages:
            self.stdout.write(f"Created {report.pages} pages.")
        else:
            self.stdout.write("The demo content is there already; left as it is.")
