/* The scan field is always ready: whatever one presses, the next code lands in it. */

const FIELD = "input:not([type=checkbox], [type=radio], [type=button], [type=range]), textarea, select, [contenteditable]";

export function isTyping(target) {
  return Boolean(target?.matches?.(FIELD));
}

function isBusy() {
  return Boolean(document.querySelector("dialog[open]"));
}

export function keepReady(scan, undo) {
  const back = () => {
    if (isBusy() || document.activeElement === scan) return;
    if (isTyping(document.activeElement) || document.activeElement?.closest("[popover]")) return;
    scan.focus({ preventScroll: true });
  };

  /* After a press on anything that is no field; what opened by it takes the focus itself. */
  document.addEventListener("click", (event) => {
    if (event.target.closest("summary, label, [popover], [popovertarget], [data-keyboard]")) return;
    setTimeout(back);
  });
  document.addEventListener("toggle", () => setTimeout(back), { capture: true });
  document.addEventListener("close", () => setTimeout(back), { capture: true });
  window.addEventListener("focus", () => setTimeout(back));
  window.addEventListener("pageshow", back);

  document.addEventListener("keydown", (event) => {
    if (isBusy()) return;
    const typing = isTyping(event.target);
    if (event.key === "F2") {
      event.preventDefault();
      scan.focus();
    } else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      if (typing && (event.target !== scan || scan.value)) return;
      event.preventDefault();
      undo();
    } else if (event.key === "Escape") {
      event.target.closest?.("details[open]")?.removeAttribute("open");
      if (event.target !== scan) setTimeout(() => scan.focus());
    } else if (!typing && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.altKey && !event.metaKey) {
      scan.focus({ preventScroll: true }); // the key itself goes on into the field
    }
  }, { capture: true });
  back();
}
