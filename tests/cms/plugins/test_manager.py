"""Plugins are found by their entry point, and one that cannot be loaded stops the start and is named.

Each test makes a package that is installed for one process of its own.
"""

from pathlib import Path

import pytest

from tests.cms.plugins.starting import Installed, described, hooks

GOOD = hooks("""
@hookimpl
def section_blocks():
    yield SectionBlockRegistration("glossary", CharBlock, slots=("program",))
""")
BLOCKS = """
import django; django.setup()
from blocks.registry import registrations_for
print([entry.name for entry in registrations_for("program")])
"""
ROUTER = """
from ninja import Router
from cms.api.v3.access import ANYBODY

router = Router()

@router.get("/", auth=ANYBODY)
def listed(request) -> int:
    return 1

@hookimpl
def api_routers():
    yield ApiRouter("/terms/", router)
"""
REQUIRED = """
from cms.plugins import Plugin, PluginSettings

class Settings(PluginSettings):
    address: str
    days: int = 3

"""


def hook(name: str, yielded: str) -> str:
    """The source of a module that implements one hook."""
    return hooks(f"@hookimpl\ndef {name}():\n    yield {yielded}\n")


WRONG_KIND = hook("section_blocks", "3")


@pytest.fixture
def installed(tmp_path: Path) -> Installed:
    """Nothing is installed yet."""
    return Installed(tmp_path)


def test_an_installed_package_adds_its_block(installed: Installed) -> None:
    installed.add(described(), GOOD)

    process = installed.run("-c", BLOCKS)

    assert process.returncode == 0, process.stderr
    assert "'glossary'" in process.stdout


def test_a_disabled_plugin_is_not_imported(installed: Installed) -> None:
    installed.add("raise RuntimeError('must not be imported')")

    process = installed.run("-c", BLOCKS, CMS_PLUGINS_DISABLED="glossary")

    assert process.returncode == 0, process.stderr
    assert "'glossary'" not in process.stdout
    assert "'rich_text'" in process.stdout


def stops(installed: Installed, reason: str, name: str = "glossary", **environment: str) -> None:
    """``manage.py check`` ends with one line that names the plugin, the cause, and how to start without it."""
    process = installed.run("manage.py", "check", plugins=[name], **environment)
    assert process.returncode == 1, process.stdout + process.stderr
    [line] = process.stderr.strip().splitlines()
    assert line.startswith(f"PluginError: Plugin {name!r} cannot be loaded. ")
    assert reason in line
    assert line.endswith(f"To start without it, set CMS_PLUGINS_DISABLED={name}")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import a_module_that_nobody_has", "No module named 'a_module_that_nobody_has'"),
        ("plugin = 3", "its entry point leads to 'int'".replace("its", "Its")),
        ("unrelated = 3", "has no attribute 'plugin'"),
        (described(cms="<0.1"), "Version 1.0 works with the CMS <0.1, and this is 0.1.0"),
        (described(cms="whatever"), "cms: Value error, 'whatever' is no range of versions"),
        (described(version="one"), "version: Value error, 'one' is no version"),
        (described(maintainers=None), "maintainers: Field required"),
        (described(colour="red"), "colour: Extra inputs are not permitted"),
        (described(name="other"), "It calls itself 'other', unlike its entry point"),
        (described(apps=("nothing.of.this.name",)), "No module named 'nothing'"),
        (described(hooks=("nothing.of.this.name",)), "No module named 'nothing'"),
        (
            REQUIRED + described().replace("Plugin(", "Plugin(settings=Settings, "),
            "CMS_GLOSSARY_ADDRESS: Field required",
        ),
    ],
)
def test_a_wrong_description_stops_the_start(installed: Installed, source: str, reason: str) -> None:
    installed.add(source, GOOD)

    stops(installed, reason)


@pytest.mark.parametrize(
    ("hook_source", "reason"),
    [
        ("import a_module_that_nobody_has", "No module named 'a_module_that_nobody_has'"),
        (hooks("@hookimpl\ndef no_such_hook(): ...\n"), "implements a hook that does not exist: no_such_hook"),
        (GOOD.replace("section_blocks()", "section_blocks(page)"), "A hook of glossary_hooks has another signature"),
        (WRONG_KIND, "must return any number of SectionBlockRegistration"),
        (GOOD.replace("yield", "raise RuntimeError('no luck')\n    yield"), "RuntimeError: no luck"),
        (GOOD.replace('"glossary"', '"rich_text"'), "Block name 'rich_text' is registered twice"),
        (GOOD.replace('"glossary"', '"section"'), "Block name 'section' is registered twice"),
        (GOOD.replace('"glossary"', '"Bad-Name"'), "Block name 'Bad-Name' must be lower case"),
        (GOOD.replace('"program"', '"footer"'), "names unknown slots: footer"),
        (hook("image_recipes", "ImageRecipe('card', 'width-10')"), "Image recipe 'card' is registered twice"),
        (hook("page_placements", "PagePlacement('terms.No', ())"), "There is no page type 'terms.No'"),
        (hooks(ROUTER.replace(", auth=ANYBODY", "")), "GET /terms/ does not declare who may call it"),
        (hooks(ROUTER.replace("auth=ANYBODY", "auth=lambda request: 1")), "GET /terms/ does not declare who may"),
        (hooks(ROUTER.replace("/terms/", "/pages/terms/")), "meets '/pages/', which belongs to cms.api.plugin"),
        (hooks(ROUTER.replace('"/terms/", router', '"/terms/", "nothing.router"')), "No module named 'nothing'"),
        (hook("url_patterns", "UrlPatterns('admin/terms/', ())"), "belongs to the CMS"),
        (hook("url_patterns", "UrlPatterns('terms', ())"), "must end with one"),
    ],
)
def test_a_wrong_hook_stops_the_start(installed: Installed, hook_source: str, reason: str) -> None:
    installed.add(described(), hook_source)

    stops(installed, reason)


def test_models_that_cannot_be_imported_stop_the_start(installed: Installed) -> None:
    app = installed.folder / "glossary_app"
    app.mkdir()
    (app / "__init__.py").touch()
    (app / "models.py").write_text("import a_module_that_nobody_has")
    installed.add(described(apps=("glossary_app",), hooks=()))

    stops(installed, "ModuleNotFoundError: No module named 'a_module_that_nobody_has'")


def test_two_packages_cannot_have_one_name(installed: Installed) -> None:
    installed.add(described(), GOOD)
    installed.add(described(), GOOD, distribution="another")

    stops(installed, "Two installed packages have a plugin of this name")


def test_a_router_with_declared_access_is_served(installed: Installed) -> None:
    installed.add(described(), hooks(ROUTER))
    asked = (
        "import django; django.setup()\nfrom cms.api.v3.api import api\n"
        "print(api.get_openapi_schema(path_prefix='/api/v3/')['paths'].keys())"
    )

    process = installed.run("-c", asked)

    assert process.returncode == 0, process.stderr
    assert "/api/v3/terms/" in process.stdout


def test_the_web_server_stops_with_the_same_line(installed: Installed) -> None:
    installed.add(described(), hooks(ROUTER.replace(", auth=ANYBODY", "")))

    process = installed.run("-c", "import cms.wsgi")

    assert process.returncode == 1
    assert process.stderr.startswith("PluginError: Plugin 'glossary' cannot be loaded. GET /terms/ does not declare")


def test_settings_are_read_from_variables_with_the_name_of_the_plugin(installed: Installed) -> None:
    installed.add(REQUIRED + described().replace("Plugin(", "Plugin(settings=Settings, "), GOOD)
    shown = (
        "import django; django.setup()\nfrom cms.plugins import plugin_settings\n"
        "from glossary_plugin import Settings\nprint(plugin_settings(Settings))"
    )

    process = installed.run("-c", shown, CMS_GLOSSARY_ADDRESS="here", CMS_GLOSSARY_DAYS="9")

    assert process.stdout.strip() == "address='here' days=9", process.stderr
