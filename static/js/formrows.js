/* Rows of a form that the server changed: on with the field it marked, and what was unfolded stays so.
   Alt with an arrow moves the row one is in. */

let unfolded = [];
let pressed = false;

document.addEventListener("htmx:before:swap", (event) => {
  pressed = event.detail.ctx?.sourceElement?.name?.startsWith("_") ?? false;
  unfolded = [...document.querySelectorAll("#form details[open][id]")].map((one) => one.id);
});

/* Not before the new buttons work: somebody may press one at once. */
document.addEventListener("htmx:after:settle", () => {
  if (!pressed) return;
  pressed = false;
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  const field = document.querySelector("#form [autofocus]");
  if (!field) return;
  field.closest("details:not([open])")?.setAttribute("open", "");
  field.focus();
  if (field.matches("input") && field.value) field.select();
});

document.addEventListener("keydown", (event) => {
  const verb = { ArrowUp: "_up", ArrowDown: "_down" }[event.key];
  if (!verb || !event.altKey || event.target.matches("select")) return;
  const row = event.target.closest("#form [data-row]");
  const button = row?.querySelector(`button[name="${verb}"][value="${CSS.escape(row.id)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
