/* The keypad beside a number field, and the button that brings up the tablet's keyboard on a scan field. */

function press(pad, key) {
  const field = document.getElementById(pad.dataset.keypad);
  if (!field) return;
  field.value = key === "erase" ? field.value.slice(0, -1) : (field.value + key).slice(0, field.maxLength > 0 ? field.maxLength : 10);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function toggleKeyboard(button) {
  const field = document.getElementById(button.dataset.keyboard);
  const shown = field.inputMode === "text";
  field.inputMode = shown ? "none" : "text";
  button.setAttribute("aria-pressed", String(!shown));
  field.blur();
  field.focus();
}

document.addEventListener("click", (event) => {
  const key = event.target.closest("[data-keypad] [data-key]");
  if (key) press(key.closest("[data-keypad]"), key.dataset.key);
  const keyboard = event.target.closest("[data-keyboard]");
  if (keyboard) toggleKeyboard(keyboard);
});

/* A scanner types by itself: on a tablet the field asks for no keyboard until somebody wants one. */
for (const button of document.querySelectorAll("[data-keyboard]")) {
  const field = document.getElementById(button.dataset.keyboard);
  if (field) field.inputMode = matchMedia("(pointer: coarse)").matches ? "none" : "text";
}
