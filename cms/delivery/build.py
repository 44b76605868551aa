"""Names the build that answers: other code or other settings give other answers to the same request.

It begins every key, so two versions that run side by side during a deployment never read each other's answers.
"""

from functools import lru_cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path

from django.conf import settings

from cms import __version__
from cms.conf import product_settings
from cms.plugins.manager import loaded_plugins, plugins

__all__ = ["build"]

OUR_PACKAGES = ("cms", "blocks", "home", "pages")


@lru_cache(maxsize=1)
def build() -> str:
    """A short name for this code with these settings, the same in every process that runs them."""
    digest = blake2b(digest_size=6)
    digest.update(__version__.encode())
    digest.update(product_settings().model_dump_json().encode())
    digest.update(repr((settings.WAGTAILAPI_BASE_URL, settings.MEDIA_URL, settings.SECRET_KEY)).encode())
    for plugin in loaded_plugins():
        values = plugin.read_settings()
        digest.update(f"{plugin.name} {plugin.version} {values.model_dump_json() if values else ''}".encode())
    for folder in sorted(_folders()):
        for source in sorted(folder.rglob("*.py")):
            digest.update(str(source.relative_to(folder)).encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()


def _folders() -> set[Path]:
    modules = {*OUR_PACKAGES, *(module.__name__.partition(".")[0] for module in plugins().get_plugins())}
    files = (getattr(import_module(name), "__file__", None) for name in modules)
    return {Path(file).parent for file in files if file}
