"""What can a hand do to a page? Press, write and choose, so that a flow is told once for every hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # Playwright is in the test lock only
    from playwright.sync_api import FilePayload, Locator, Page

# What sticks out to the side of the page, unless it lies in a part that scrolls by itself.
STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const scrolls = (e) => e && e !== document.body &&
    (/(auto|scroll|hidden|clip)/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > wide + 1 && !scrolls(e.parentElement))
    .slice(0, 3).map((e) => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}`);
}"""
# What lies over the middle of a control, once the browser has brought it into view.
COVERED = """(one) => {
  one.scrollIntoView({ block: "nearest", behavior: "instant" });
  const { left, top, width, height } = one.getClientRects()[0];
  const over = document.elementFromPoint(left + width / 2, top + height / 2);
  const own = [one, ...(one.labels ?? [])];
  return over && own.some((each) => each.contains(over)) ? "" : (over ?? one).outerHTML.slice(0, 160);
}"""


class Hand(Protocol):
    page: Page

    def press(self, target: Locator) -> None:
        """A button, a link, a box to tick, one of several choices."""

    def write(self, target: Locator, text: str) -> None:
        """In place of what stands there; a time as 08:15."""

    def choose(self, target: Locator, words: str) -> None:
        """What says so in a list."""


class Pointer:
    """A thumb or a mouse: nothing may stick out sideways, or lie over what is used."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        self.look_at(target)
        target.click()

    def write(self, target: Locator, text: str) -> None:
        self.look_at(target)
        target.fill(text)

    def choose(self, target: Locator, words: str) -> None:
        self.look_at(target)
        target.select_option(label=words)

    def look_at(self, target: Locator) -> None:
        target.wait_for(state="visible")
        fits(self.page)
        over = target.evaluate(COVERED)
        assert not over, f"{target} lies under {over}"


def fits(page: Page) -> None:
    page.wait_for_load_state()
    wide = page.evaluate(STICKS_OUT)
    assert not wide, f"too wide at {page.url}: {wide}"


def attach(hand: Hand, target: Locator, file: FilePayload) -> None:
    """Choose a file in the device's own window."""
    with hand.page.expect_file_chooser() as asked:
        hand.press(target)
    asked.value.set_files(file)
