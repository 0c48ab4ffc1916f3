"""People in front of the admin, and what goes wrong on their screens."""

import os
import re
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from PIL import Image

# "1" keeps all that is shot, for looking at; "docs" those that the guides show.
SCREENSHOTS = os.environ.get("SCREENSHOTS")
ALL = settings.VAR_DIR / "screenshots"
DOCS = settings.BASE_DIR / "docs"
GUIDES = [DOCS / "editors.md", settings.BASE_DIR / "README.md"]
SHOWN = {
    name
    for guide in GUIDES
    for name in re.findall(r"screenshots/([\w-]+)\.png\)", guide.read_text(encoding="utf-8"))
}
COLOURS = 64
REPORT_REFUSALS_OF_THE_POLICY = """
document.addEventListener("securitypolicyviolation", ({violatedDirective, blockedURI, sample}) =>
  console.error("refused by the policy:", violatedDirective, blockedURI, sample))
"""


class Visitor:
    """Somebody with a browser. ``problems`` is all that the browser complained of, in order."""

    def __init__(self, context, site):
        self.site = site
        self.problems = []
        context.add_init_script(REPORT_REFUSALS_OF_THE_POLICY)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.problems.append(f"{error.error}"))
        context.on("request", self._asked)
        self.page = context.new_page()

    def log_in(self, email, password):
        self.password = password
        self.page.goto("/admin/")
        asked = self.page.get_by_label("E-mail address")
        if asked.count():
            asked.fill(email)
            self.page.get_by_label("Password").fill(password)
            self.page.get_by_role("button", name="Log in").click()
        self.page.get_by_role("button", name="Log out").wait_for()

    def go(self, *words):
        """Follow one link after the other, each by its words."""
        for link in words:
            self.page.locator("#content").get_by_role("link", name=link, exact=True).click()

    def press(self, button):
        self.page.get_by_role("button", name=button, exact=True).click()

    @property
    def told(self):
        """What the admin says at the top of the page about what was just done."""
        return self.page.locator(".messagelist li")

    def shoot(self, name):
        """Keep what the screen shows, when it is asked for."""
        if SCREENSHOTS == "1":
            self.page.screenshot(path=ALL / f"{name}.png", animations="disabled")
        if SCREENSHOTS == "docs" and name in SHOWN:
            shot = Image.open(BytesIO(self.page.screenshot(animations="disabled")))
            small = shot.convert("RGB").quantize(COLOURS)
            small.save(DOCS / "screenshots" / f"{name}.png", optimize=True)

    def _heard(self, message):
        if message.type in ("error", "warning"):
            self.problems.append(f"{message.text} at {urlsplit(self.page.url).path}")

    def _asked(self, request):
        if not request.url.startswith((f"{self.site}/", "data:", "blob:")):
            self.problems.append(f"asked another site: {request.url}")
