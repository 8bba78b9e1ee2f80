/* "j" and "k" walk the rows of the page's table; Enter opens the row's link, which has the focus. */

function rows() {
  return [...document.querySelectorAll("table[data-rows] > tbody > tr")];
}

function step(by) {
  const all = rows();
  if (all.length === 0) return;
  const now = all.findIndex((row) => row.classList.contains("at") || row.contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, now === -1 ? 0 : now + by))];
  for (const row of all) row.classList.toggle("at", row === next);
  (next.querySelector("a") ?? next.querySelector("button, input"))?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});

document.addEventListener("focusout", (event) => {
  event.target.closest?.("tr.at")?.classList.remove("at");
});
