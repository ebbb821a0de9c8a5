"""How does a person work who has no pointer? Tab, arrows, Enter, Space, letters; each is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # Playwright is in the test lock only
    from playwright.sync_api import Locator

    from .browser import Counted

MOST_TABS = 120
# What has the focus and does not show it; a browser takes some frames to scroll to it.
HIDDEN_FOCUS = """async () => {
  const has_outline = (style) => parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none";
  for (let frame = 0; frame < 60; frame++) {
    const one = document.activeElement, box = one.getBoundingClientRect();
    const near = [one, one.nextElementSibling, one.parentElement].filter(Boolean);
    // The button inside a date or time field has the browser's own ring.
    const is_shown = ["date", "time"].includes(one.type) || near.some((e) => has_outline(getComputedStyle(e)))
      || has_outline(getComputedStyle(one, "::after"));
    const in_view = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (one === document.body || (is_shown && in_view)) return "";
    await new Promise((go) => requestAnimationFrame(go));
  }
  return document.activeElement.outerHTML.slice(0, 160);
}"""
COUNT_POINTERS = """
window.pointers = 0;
for (const kind of ["pointerdown", "mousedown", "touchstart"])
  addEventListener(kind, () => window.pointers++, true);
"""


class Keys:
    """Hands that have no pointer: Tab, arrows, Enter, Space and letters."""

    def __init__(self, counted: Counted) -> None:
        self.hand, self.page = counted, counted.page

    def go_to(self, target: Locator, *, back: bool = False) -> None:
        """By Tab or Shift + Tab, from where the focus is; it is seen at every stop."""
        target.wait_for(state="visible")
        for _ in range(MOST_TABS):
            if target.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            hidden = self.page.evaluate(HIDDEN_FOCUS)
            assert not hidden, f"the focus is not seen: {hidden}"
        pytest.fail(f"{target} is not reached by Tab")

    def activate(self, target: Locator, key: str = "Enter", *, back: bool = False) -> None:
        self.go_to(target, back=back)
        self.hand.interactions += 1
        self.page.keyboard.press(key)

    def write(self, target: Locator, text: str) -> None:
        self.go_to(target)
        self.hand.interactions += 1
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def enter(self) -> None:
        self.hand.interactions += 1
        self.page.keyboard.press("Enter")

    def used_no_pointer(self) -> bool:
        return self.page.evaluate("window.pointers") == 0
