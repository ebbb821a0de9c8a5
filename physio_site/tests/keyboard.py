"""How does a person work who has no pointer? Tab, arrows, Enter, Space, letters; each is counted."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from .hands import fits

if TYPE_CHECKING:  # Playwright is in the test lock only
    from playwright.sync_api import Locator

    from .browser import Counted

MOST_TABS = 120
MOST_CHOICES = 20
# What has the focus and does not show it; a browser takes some frames to scroll to it.
HIDDEN_FOCUS = """async () => {
  const has_outline = (style) => parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none";
  const is_on_top = (one, box) => [0.5, 0.05, 0.95].some((part) => {
    const over = document.elementFromPoint(box.left + box.width * part, box.top + box.height * part);
    return over && [one, ...(one.labels ?? [])].some((each) => each.contains(over));
  });
  for (let frame = 0; frame < 60; frame++) {
    const one = document.activeElement, box = one.getClientRects()[0] ?? one.getBoundingClientRect();
    const near = [one, one.nextElementSibling, one.parentElement].filter(Boolean);
    // The button inside a date or time field has the browser's own ring.
    const is_shown = ["date", "time"].includes(one.type) || near.some((e) => has_outline(getComputedStyle(e)))
      || has_outline(getComputedStyle(one, "::after"));
    if (one === document.body || (is_shown && is_on_top(one, box))) return "";
    await new Promise((go) => requestAnimationFrame(go));
  }
  return document.activeElement.outerHTML.slice(0, 160);
}"""
HAS_FOCUS = "one => one === document.activeElement"
# Tab comes into a group of choices once; the arrows go on from there.
HAS_FOCUS_IN_GROUP = """(one) => {
  const now = document.activeElement;
  const group = ({ type, name, form }) => [type, name, form?.action].join();
  return one === now || (one.type === "radio" && group(one) === group(now));
}"""
LIES_BEFORE = """(one) => document.activeElement !== document.body
  && Boolean(document.activeElement.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING)"""
COUNT_POINTERS = """
window.pointers = 0;
for (const kind of ["pointerdown", "mousedown", "touchstart"])
  addEventListener(kind, () => window.pointers++, true);
"""


class Keys:
    """Hands that have no pointer: Tab, arrows, Enter, Space and letters."""

    def __init__(self, counted: Counted) -> None:
        self.hand, self.page = counted, counted.page

    def go_to(self, target: Locator, *, back: bool = False, until: str = HAS_FOCUS) -> None:
        """By Tab or Shift + Tab, from where the focus is; it is seen at every stop."""
        target.wait_for(state="visible")
        for _ in range(MOST_TABS):
            if target.evaluate(until):
                return
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            hidden = self.page.evaluate(HIDDEN_FOCUS)
            assert not hidden, f"the focus is not seen: {hidden}"
        pytest.fail(f"{target} is not reached by Tab")

    def activate(self, target: Locator, key: str = "Enter", *, back: bool = False) -> None:
        self.go_to(target, back=back)
        self.hand.interactions += 1
        self.page.keyboard.press(key)

    def find(self, target: Locator) -> str:
        """Go to it, up or down the page; what kind of control it is."""
        target.wait_for(state="visible")
        fits(self.page)
        assert self.used_no_pointer()
        is_before = target.evaluate(LIES_BEFORE)
        self.go_to(target, back=is_before, until=HAS_FOCUS_IN_GROUP)
        return target.evaluate("one => one.type ?? ''")

    def press(self, target: Locator) -> None:
        kind = self.find(target)
        if kind == "radio":
            self.pick(target)
        else:
            self.activate(target, "Space" if kind == "checkbox" else "Enter")

    def pick(self, target: Locator) -> None:
        """One of several choices, by the arrows."""
        self.hand.interactions += 1
        for _ in range(MOST_CHOICES):
            if target.evaluate(HAS_FOCUS):
                break
            self.page.keyboard.press("ArrowRight")
        if not target.is_checked():
            self.page.keyboard.press("Space")

    def write(self, target: Locator, text: str) -> None:
        kind = self.find(target)
        self.hand.interactions += 1
        if kind == "time":  # as this Chromium writes times: 08:15 AM
            text = f"{time.fromisoformat(text):%I%M%p}"
        else:
            self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, target: Locator, words: str) -> None:
        """Letters find it in a list, as they do everywhere."""
        self.find(target)
        self.hand.interactions += 1
        self.page.keyboard.type(words)

    def enter(self) -> None:
        self.hand.interactions += 1
        self.page.keyboard.press("Enter")

    def used_no_pointer(self) -> bool:
        return self.page.evaluate("window.pointers") == 0
