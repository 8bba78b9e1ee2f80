"""A scanner that types faster than any hand, however busy this machine is: its keys arrive in one breath."""

from typing import Any

from playwright.sync_api import Page

_KEYS = """(presses) => {
  const field = document.activeElement;
  for (const press of presses) {
    const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...press });
    if (field.dispatchEvent(event) && !press.ctrlKey && press.key.length === 1) {
      field.setRangeText(press.key, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  }
}"""
SEPARATOR: dict[str, Any] = {"key": "]", "code": "BracketRight", "ctrlKey": True}


def scan(page: Page, code: str, end: str = "Enter", separator: dict[str, Any] | None = None) -> None:
    """Type a code into the field that has the focus, then press the key that ends it, if there is one."""
    presses = [(separator or SEPARATOR) if character == "\x1d" else {"key": character} for character in code]
    page.evaluate(_KEYS, presses)
    if end:
        page.keyboard.press(end)
