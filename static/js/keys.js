/* Keyboard: "/" the box, "?" the list of keys, "t" the messages, Esc back out. Rows (j, k): rows.js; at a desk: desk/focus.js. */

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
}

function focusBox() {
  const box = document.getElementById("scan") ?? document.getElementById("box");
  box?.focus();
  box?.select();
  return box !== null;
}

function showKeys() {
  const dialog = document.getElementById("keys");
  if (!dialog?.open) dialog?.showModal();
  return dialog !== null;
}

function focusMessages() {
  const toast = document.querySelector("#toasts [data-toast]");
  toast?.focus();
  return toast !== null;
}

/* Popovers and dialogs close themselves on Esc; a <details> panel and a field do not. */
function backOut(target) {
  const open = target.closest?.("details.menu[open], details.confirm[open]") ?? document.querySelector("details.menu[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  } else if (found?.hasChildNodes()) {
    found.replaceChildren();
    focusBox();
  } else if (target.id === "box") {
    target.blur();
  }
}

/* What the box found stands below it until Esc, or until somebody turns elsewhere; the next scan takes its place. */
const found = document.getElementById("found");
document.querySelector("form.box")?.addEventListener("submit", focusBox);
document.addEventListener("click", (event) => {
  if (!event.target.closest(".box")) found?.replaceChildren();
});

const actions = { "/": focusBox, "?": showKeys, t: focusMessages };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") {
    backOut(event.target);
  } else if (!isTyping(event.target) && !document.querySelector("dialog[open]") && actions[event.key]?.()) {
    event.preventDefault();
  }
});
