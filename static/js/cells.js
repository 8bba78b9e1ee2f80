/* A table of fields used like a sheet: Enter and the arrows walk a column, a table pasted into a cell fills the rows from
   there (the server reads it, as it reads the text area of those without a script). */

function cells(table, column) {
  return [...table.querySelectorAll(`input[name$="-${column}"]`)];
}

function columnOf(field) {
  return field.name.match(/-\d+-pricing-\d+-(.+)$/)?.[1];
}

function step(field, by) {
  const table = field.closest("[data-cells]");
  const column = cells(table, columnOf(field));
  const next = column[column.indexOf(field) + by];
  const beyond = by > 0 ? table.parentElement.querySelector(`button[name="_add"][value="${CSS.escape(table.id)}"]`) : null;
  (next ?? beyond)?.focus();
  next?.select();
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("[data-cells] input:not([type=hidden])");
  if (!field || event.isComposing || event.altKey || event.metaKey) return;
  if (event.key === "Enter" && event.ctrlKey) return field.form.requestSubmit();
  const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  step(field, by);
});

document.addEventListener("paste", (event) => {
  const field = event.target.closest?.("[data-cells] input:not([type=hidden])");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!field || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const card = field.closest("[data-cells]").dataset.paste;
  field.form.elements[`${card}-paste`].value = text;
  field.form.elements[`${card}-paste-at`].value = field.name;
  field.form.querySelector(`button[name="_paste"][value="${CSS.escape(card)}"]`).click();
});
