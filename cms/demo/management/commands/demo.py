"""``manage.py demo``: bring the demo up and serve it. Run by ``make demo``, which installs and chooses the settings."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.demo.port import HOST, port_problem
from cms.demo.serve import prepare, serve
from cms.demo.sign_ins import SignIn

__all__ = ["Command"]

SETTINGS = "cms.settings.demo"


class Command(BaseCommand):
    """Parses the port, prints where to go; ``cms.demo.serve`` does the work."""

    help = "Serve the demo: its own SQLite database, content and four people to sign in as."
    requires_system_checks = ()  # migrate runs them; on a second start they would cost a second

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000", help=f"Port on {HOST} (default: %(default)s).")

    def handle(self, *args: Any, port: str, **options: Any) -> None:
        if settings.SETTINGS_MODULE != SETTINGS:
            raise CommandError(
                f"The demo has its own settings. Run: make demo, or set DJANGO_SETTINGS_MODULE={SETTINGS}"
            )
        problem = port_problem(port)
        if problem:
            raise CommandError(problem)
        people = prepare(int(port), self.stdout.write)
        self.stdout.write(banner(f"http://{HOST}:{port}", people))
        status = serve(int(port))
        if status:
            raise CommandError(f"The server ended with status {status}.")


def banner(address: str, people: list[SignIn]) -> str:
    """What the person at the terminal needs next."""
    lines = [
        "",
        f"Site      {address}/",
        f"Admin     {address}/admin/",
        f"API       {address}/api/v2/pages/ and {address}/api/v3/pages/",
        "",
        "Sign in as",
        *(f"  {person.username:<10}{person.password or '(a password of its own)'}" for person in people),
        "",
        "Stop with Ctrl-C.",
        "",
    ]
    return "\n".join(lines)
