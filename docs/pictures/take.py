"""Takes the pictures of the README and the guides from a running demo, with Chromium. Run by hand when screens change.

The demo has to be fresh: the script signs in as the designer, changes a section and submits the page, then signs in as
the reviewer and leaves a comment.

    VAR_DIR=/tmp/pictures DEMO_PASSWORD=one-for-all make demo PORT=8001
    .venv/bin/python docs/pictures/take.py http://127.0.0.1:8001 one-for-all
"""

import io
import json
import shutil
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from selenium.webdriver import Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

FOLDER = Path(__file__).parent
WIDTH, HEIGHT = 1280, 860
COLOURS = 128  # enough for screens; a third of the size
LEFT, TOP, RIGHT, BOTTOM = 12, 12, 28, 12  # margins around a part of a screen, in pixels; comments are on the right
PATIENCE = 20  # seconds

PROGRAM, CHANGED, PILOT = "Building Digital Capability", "Women in IT", "Digital Skills Organisation pilot"
ANSWER = "/api/v2/pages/?type=pages.ProgramPage&status=introducing&fields=_,title,status,starts,timeframe,partners"
#: Sets the JSON on the screen in lines, under the request that it answers.
READABLE = """
    const answer = JSON.stringify(JSON.parse(document.body.innerText), null, 2)
    document.body.innerHTML = '<pre style="font: 16px/1.4 monospace; padding: 1em; white-space: pre-wrap"></pre>'
    document.querySelector('pre').textContent = `GET ${location.pathname}${location.search}\n\n${answer}`
"""
#: Lets menus appear at once.
STILL = """
    addEventListener('DOMContentLoaded', () => {
        document.head.append(Object.assign(document.createElement('style'), {
            textContent: '* { transition: none !important; animation: none !important }',
        }))
    })
"""
OLD_HEADING, NEW_HEADING = "Coaching or mentoring?", "Find a coach or a mentor"


class Visitor:
    """A browser of its own on the demo at ``address``; signed in when ``name`` is given."""

    def __init__(self, driver: Chrome, address: str, name: str = "", password: str = "") -> None:
        self.driver, self.address = driver, address
        if name:
            self.open("/admin/login/")
            self.find("[name=username]").send_keys(name)
            self.find("[name=password]").send_keys(password + Keys.RETURN)
            self.find("#wagtail-sidebar a[href='/admin/account/'], .w-welcome, .w-summary")

    def open(self, path: str) -> None:
        """Go to ``path``."""
        self.driver.get(self.address + path)

    def find(self, selector: str, text: str = "") -> WebElement:
        """The first visible element, as soon as it is there; with ``text``, one whose text or value is that."""
        script = """
            return [...document.querySelectorAll(arguments[0])].find((element) => element.checkVisibility()
                && (!arguments[1] || [element.innerText?.trim(), element.value].includes(arguments[1])))
        """
        wait = WebDriverWait(self.driver, PATIENCE)
        found: WebElement = wait.until(
            lambda driver: driver.execute_script(script, selector, text), f"No {selector} {text}"
        )
        return found

    def show(self, element: WebElement, block: str = "center") -> WebElement:
        """Scroll ``element`` into sight."""
        script = "arguments[0].scrollIntoView({block: arguments[1], behavior: 'instant'})"
        self.driver.execute_script(script, element, block)
        return element

    def press(self, element: WebElement) -> None:
        """Click ``element``, even where something that sticks to the screen lies over it."""
        self.driver.execute_script("arguments[0].click()", self.show(element))

    def panel(self, name: str, *, is_open: bool = True) -> None:
        """Open or close a panel beside the form: status, preview, comments."""
        toggle = self.find(f"button[aria-label='Toggle {name}']")
        if toggle.get_attribute("aria-expanded") != str(is_open).lower():
            self.press(toggle)

    def await_frame(self, selector: str, text: str) -> None:
        """Wait until a frame at ``selector`` shows ``text``."""
        script = """
            return [...document.querySelectorAll(arguments[0])].some((frame) => frame.checkVisibility()
                && frame.contentDocument?.readyState === 'complete'
                && frame.contentDocument.body.innerText.includes(arguments[1]))
        """
        wait = WebDriverWait(self.driver, PATIENCE)
        wait.until(lambda driver: driver.execute_script(script, selector, text), f"No {text} in {selector}")

    def take(self, name: str, *parts: WebElement) -> None:
        """Write the screen, or the part of it that holds all ``parts``, to ``<name>.png``."""
        self.driver.execute_script("document.activeElement?.blur()")
        picture = Image.open(io.BytesIO(self.driver.get_screenshot_as_png())).convert("RGB")
        if parts:
            boxes = [self.driver.execute_script("return arguments[0].getBoundingClientRect()", part) for part in parts]
            picture = picture.crop(
                (
                    max(0, int(min(box["left"] for box in boxes)) - LEFT),
                    max(0, int(min(box["top"] for box in boxes)) - TOP),
                    min(picture.width, int(max(box["right"] for box in boxes)) + RIGHT),
                    min(picture.height, int(max(box["bottom"] for box in boxes)) + BOTTOM),
                )
            )
        picture.quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)


@contextmanager
def visitor(address: str, name: str = "", password: str = "") -> Iterator[Visitor]:
    """A visitor whose browser is closed in the end."""
    options = ChromeOptions()
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "hide-scrollbars", "force-prefers-reduced-motion"):
        options.add_argument(f"--{argument}")
    # Without a driver or a browser on the path, selenium looks for its own.
    options.binary_location = shutil.which("chromium") or ""
    with Chrome(options=options, service=Service(shutil.which("chromedriver"))) as driver:
        size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": STILL})
        yield Visitor(driver, address, name, password)


def edit_path(address: str, title: str) -> str:
    """The path of the edit screen of the page called ``title``."""
    with urllib.request.urlopen(f"{address}/api/v2/pages/?limit=100") as answer:  # noqa: S310  an address from the caller
        ids = {item["title"]: item["id"] for item in json.load(answer)["items"]}
    return f"/admin/pages/{ids[title]}/edit/"


def panel_around(element: WebElement) -> WebElement:
    """The panel of the edit screen that holds ``element``, with its heading."""
    return element.find_element(By.XPATH, "ancestor::section[1]")


def as_reader(reader: Visitor) -> None:
    """The public site and the API."""
    reader.open("/building-digital-skills/entry-level-programs/")
    reader.take("site")
    reader.open(ANSWER)
    reader.driver.execute_script(READABLE)
    reader.take("api")


def as_designer(designer: Visitor) -> None:
    """The edit screen with its panels and menus; in the end a changed page is submitted."""
    designer.open(edit_path(designer.address, PILOT))
    designer.panel("preview", is_open=False)
    designer.take("warnings", panel_around(designer.find(".publishing-warnings")))

    designer.open(edit_path(designer.address, PROGRAM))
    designer.press(designer.find("[role=tab]", "Program"))
    designer.take("dates", panel_around(designer.find("[data-contentpath=starts]")))

    designer.open(edit_path(designer.address, CHANGED))
    heading = designer.find("[data-contentpath=heading] input", OLD_HEADING)
    heading.clear()
    heading.send_keys(NEW_HEADING)
    section = heading.find_element(By.XPATH, "ancestor::*[@data-streamfield-child][1]")
    gear = section.find_element(By.CSS_SELECTOR, "[data-streamfield-action=SETTINGS]")
    designer.press(gear)
    designer.take("anchor", gear, designer.show(designer.find("[data-contentpath=anchor]")), heading)
    designer.press(gear)

    insert = designer.find("[data-contentpath=content] button[title='Insert a block']")
    designer.press(insert)
    designer.show(insert, "start")
    designer.press(designer.find("[role=option]", "Steps").find_element(By.XPATH, "following-sibling::button"))
    designer.await_frame("[data-tippy-root] iframe", "Choose a stream")
    designer.take("chooser", designer.find("[data-tippy-root]"))
    designer.press(insert)

    designer.panel("preview")
    designer.await_frame("iframe.w-preview__iframe", NEW_HEADING)
    designer.show(section, "start")
    designer.take("admin-edit")

    designer.press(designer.find("button", "More actions"))
    submit = designer.find("button[name=action-submit]")
    designer.take("submit", submit, designer.find("button", "Save draft"))
    designer.press(submit)
    designer.find(".messages")


def as_reviewer(reviewer: Visitor) -> None:
    """The task on the dashboard, the comparison and a comment."""
    reviewer.open("/admin/")
    reviewer.press(reviewer.find("table button[aria-label=Actions]"))
    reviewer.take("review", reviewer.find("h1"), reviewer.find(".w-dropdown__content"))
    reviewer.press(reviewer.find("a", "Compare with live version"))
    reviewer.take("compare")

    reviewer.open(edit_path(reviewer.address, CHANGED))
    reviewer.panel("preview", is_open=False)
    heading = reviewer.show(reviewer.find("[data-contentpath=heading] input", NEW_HEADING))
    field = heading.find_element(By.XPATH, "ancestor::*[@data-field][1]")
    reviewer.press(field.find_element(By.CSS_SELECTOR, "button.w-field__comment-button"))
    reviewer.find("textarea").send_keys("The text below says only “coach”. Is a mentor found the same way?")
    reviewer.take("comment")


def main(address: str, password: str) -> None:
    """Take every picture of the demo at ``address``, whose people share ``password``."""
    with visitor(address) as reader:
        as_reader(reader)
    with visitor(address, "designer", password) as designer:
        as_designer(designer)
    with visitor(address, "reviewer", password) as reviewer:
        as_reviewer(reviewer)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2])
