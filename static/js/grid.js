/* A table whose cells are fields, by keyboard: arrows up and down and Enter move in the column, Ctrl+Enter saves, a block
   copied from a spreadsheet is pasted downwards and to the right. Without this it is a plain form. */

function cellsOf(row) {
  return [...row.querySelectorAll("[data-column]")];
}

function below(cell, by) {
  const rows = [...cell.closest("tbody").rows];
  const row = rows[rows.indexOf(cell.closest("tr")) + by];
  return row?.querySelector(`[data-column="${CSS.escape(cell.dataset.column)}"]`);
}

function note(grid, words) {
  const place = grid.closest("form").querySelector("[data-grid-note]");
  if (place) place.textContent = words;
}

function wordsOf(count, one, many) {
  return `${count} ${count === 1 ? one : many}`;
}

function mark(cell) {
  const shown = JSON.parse(cell.closest("tr").querySelector("[name$='-seen']").value || "{}");
  cell.classList.toggle("typed", cell.value.trim() !== (shown[cell.dataset.column] ?? ""));
}

function tellTyped(grid) {
  const count = grid.querySelectorAll(".typed").length;
  note(grid, count === 0 ? "" : `${wordsOf(count, "cell", "cells")} typed over, not saved yet`);
}

function move(cell, by) {
  const next = below(cell, by);
  if (!next) return;
  next.focus();
  next.select?.();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/* A choice takes its value or its words; what it does not know leaves it as it is. */
function put(cell, text) {
  const value = text.trim();
  if (cell.matches("select")) {
    const option = [...cell.options].find((one) => [one.value, one.text].some((word) => word.toLowerCase() === value.toLowerCase()));
    if (!option) return false;
    cell.value = option.value;
  } else {
    cell.value = value;
  }
  cell.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function paste(cell, text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  let filled = 0;
  let left = 0;
  let start = cell;
  for (const line of lines) {
    const row = start ? cellsOf(start.closest("tr")) : [];
    const at = row.indexOf(start);
    for (const [place, word] of line.split("\t").entries()) {
      const target = start && row[at + place];
      if (target && put(target, word)) filled += 1;
      else left += 1;
    }
    start = start && below(start, 1);
  }
  const missed = left > 0 ? `, ${wordsOf(left, "value", "values")} had no place` : "";
  note(cell.closest("[data-grid]"), `${wordsOf(filled, "cell", "cells")} pasted${missed}, not saved yet`);
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("[data-grid] [data-column]");
  if (!cell || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Enter" && event.ctrlKey) return void cell.form.requestSubmit();
  if (event.ctrlKey) return;
  const by = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  move(cell, by);
});

document.addEventListener("paste", (event) => {
  const cell = event.target.closest?.("[data-grid] [data-column]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!cell || !/[\n\t]/.test(text)) return;
  event.preventDefault();
  paste(cell, text);
});

document.addEventListener("input", (event) => {
  const cell = event.target.closest?.("[data-grid] [data-column]");
  if (!cell) return;
  mark(cell);
  tellTyped(cell.closest("[data-grid]"));
});

function markAll() {
  for (const cell of document.querySelectorAll("[data-grid] [data-column]")) mark(cell);
}

/* What was refused is on the screen, however far to the side; the message above it keeps the focus. */
function showFirstError() {
  document.querySelector("[data-grid] [aria-invalid]")?.scrollIntoView({ block: "nearest", inline: "center" });
}

document.addEventListener("htmx:after:swap", markAll);
markAll();
showFirstError();
