"""The contract of a plugin's models: each change of them is in a migration."""

from io import StringIO

from django.apps import apps
from django.core.management import CommandError, call_command

from cms.plugins.manager import loaded_plugins

__all__ = ["assert_no_missing_migrations"]


def assert_no_missing_migrations(plugin: str) -> None:
    """Check that the models of the loaded ``plugin`` (its name) are what its migrations make. Needs a database."""
    names = next((each.apps for each in loaded_plugins() if each.name == plugin), None)
    assert names is not None, f"There is no plugin {plugin!r} that is loaded."
    labels = [config.label for config in apps.get_app_configs() if config.name in names and config.models_module]
    if not labels:
        return
    told = StringIO()
    try:
        call_command("makemigrations", *labels, check=True, dry_run=True, stdout=told)
    except (SystemExit, CommandError) as error:
        raise AssertionError(
            f"Models of {plugin!r} have changed. Run manage.py makemigrations {' '.join(labels)}.\n{told.getvalue()}"
        ) from error
