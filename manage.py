#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from cms.errors import CmsError

STOPPED_BY_CTRL_C = 130


def main() -> None:
    """Run a management command with the development settings unless DJANGO_SETTINGS_MODULE says otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    try:
        from django.core.management import execute_from_command_line

        from cms.plugins.starting import naming_plugins
    except ModuleNotFoundError:
        sys.exit(
            "Django is not installed in this Python. Run .venv/bin/python manage.py, after make demo or make test."
        )
    try:
        with naming_plugins():
            execute_from_command_line(sys.argv)
    except CmsError as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"{type(error).__name__}: {error}")
    except KeyboardInterrupt:
        sys.exit(STOPPED_BY_CTRL_C)


if __name__ == "__main__":
    main()
