"""``manage.py plugins new``: writes a package for a new plugin that works at once.

``package/`` holds its files as templates: ``$name`` is the plugin's name, ``$module`` its Python module, ``$Name`` what
its classes begin with, ``$title`` what people call it. A folder called ``module`` gets the module's name.
"""

import re
from pathlib import Path
from string import Template

from cms import __version__
from cms.errors import PluginError
from cms.plugins.description import NAME

__all__ = ["new_plugin"]

PACKAGE = Path(__file__).parent / "package"
SUFFIX = ".tpl"
#: Names of rooms and of the CMS's own apps, with which a plugin's could be confused.
TAKEN = frozenset({"blocks", "cms", "home", "pages", "plugins", "tests", "wagtail"})


def new_plugin(name: str, folder: Path) -> Path:
    """Write the package of a plugin called ``name`` into a new folder of that name within ``folder``. Returns it.

    Raises ``PluginError`` for a name that cannot be used and for a folder that is there already.
    """
    if not NAME.fullmatch(name) or name in TAKEN or "__" in name:
        raise PluginError(
            f"{name!r} cannot be used: lower case letters, digits and underscores, and not a name of ours."
        )
    package = folder / name
    if package.exists():
        raise PluginError(f"There is a folder {package} already. Nothing was written.")
    title = name.replace("_", " ").capitalize()
    words = {
        "name": name,
        "module": f"cms_{name}",
        "distribution": f"cms-{name.replace('_', '-')}",
        "Name": "".join(part.capitalize() for part in name.split("_")),
        "NAME": name.upper(),
        "title": title,
        "range": compatible_range(__version__),
    }
    for template in sorted(PACKAGE.rglob(f"*{SUFFIX}")):
        place = re.sub(r"\bmodule\b", words["module"], str(template.relative_to(PACKAGE))).removesuffix(SUFFIX)
        target = package / place.replace("__name__", name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(template.read_text(encoding="utf-8")).substitute(words), encoding="utf-8")
    return package


def compatible_range(version: str) -> str:
    """The versions that work alike: up to the next minor one before 1.0, up to the next major one from then on."""
    major, minor = (int(part) for part in version.split(".")[:2])
    end = f"{major + 1}" if major else f"0.{minor + 1}"
    return f">={major}.{minor},<{end}"
