"""Hands that touch no mouse."""

# More than a hand would do: the sidebar and each source that a page cites are stops as well.
TABS_AT_MOST = 150
BUTTONS_AT_MOST = 30
# The browser tells the text editor of what was typed or chosen a little later; no hand is quicker.
NEXT_FRAME = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


class Keyboard:
    """What somebody does at the keyboard of a visitor; elements say only where the focus must be."""

    def __init__(self, visitor):
        self.page = visitor.page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, *lines):
        """Type each on a line of its own."""
        for number, line in enumerate(lines):
            if number:
                self.press("Enter")
            self.page.keyboard.type(line)

    def tab_to(self, element):
        for _ in range(TABS_AT_MOST):
            if has_focus(element):
                return
            self.press("Tab")
        raise AssertionError(f"{TABS_AT_MOST} times Tab did not lead to {element}")

    def type_into(self, element, *lines):
        self.tab_to(element)
        self.type(*lines)

    def enter(self, element):
        """Go to a button, a link or a fold that stays on this page, and press it."""
        self.tab_to(element)
        self.press("Enter")

    def follow(self, element):
        """The same with what opens another page."""
        self.tab_to(element)
        with self.page.expect_navigation():
            self.press("Enter")

    def push(self, name):
        self.follow(self.page.get_by_role("button", name=name, exact=True))

    def go(self, *words):
        """Follow one link of the content after the other, each by its words."""
        for link in words:
            self.follow(self.page.locator("#content").get_by_role("link", name=link, exact=True))

    def use_tool(self, button):
        """From a text to one of its buttons, by the arrow keys."""
        self.page.evaluate(NEXT_FRAME)
        self.press("Alt+F10")
        for _ in range(BUTTONS_AT_MOST):
            if has_focus(button):
                self.press("Enter")
                return
            self.press("ArrowRight")
        raise AssertionError(f"{BUTTONS_AT_MOST} times ArrowRight did not lead to {button}")

    def leave_text(self):
        """In a list the Tab key moves the item; behind Escape it leaves the text."""
        self.press("Escape", "Tab")


def has_focus(element):
    return element.evaluate("(element) => element === document.activeElement")
