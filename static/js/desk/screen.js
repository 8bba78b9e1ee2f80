/* Banner, context and totals: they follow the answers, and nothing that somebody is typing is lost. */

import { fragment, write } from "./rows.js";

const LOUDNESS = ["accepted", "undone", "attention", "refused"];
const MOST_ACTIONS = 2;

/* An order that was opened, or a unit that was out before, is no thing that was done. */
const isCounted = (one) => one.counted !== false;
const isTwice = (one, all) => !isCounted(one) && all.some((other) => isCounted(other) && other.state === one.state && other.code === one.code);

/* Of several answers at once the one that somebody must look at is shown and heard, else the last; of a unit that was
   scanned or pressed twice, what became of it. */
export function loudest(results) {
  return results.filter((one) => !isTwice(one, results)).reduce((most, one) => (LOUDNESS.indexOf(one.state) >= LOUDNESS.indexOf(most.state) ? one : most));
}

const COUNTED = { accepted: "taken", undone: "taken back", attention: "to look at", refused: "refused" };

/* Several answers at once: the banner has room for one, so it says how many there were of each kind. */
export function together(results) {
  const done = results.filter(isCounted);
  if (done.length < 2) return "";
  const counts = LOUDNESS.map((state) => [done.filter((one) => one.state === state).length, COUNTED[state]]);
  return ` Together: ${counts.filter(([count]) => count).map(([count, word]) => `${count} ${word}`).join(", ")}.`;
}

export class Screen {
  constructor() {
    this.result = document.getElementById("result");
    this.blank = document.getElementById("banner-blank").content;
  }

  /* Words and actions are the row's own, so that banner and row never disagree. */
  banner({ state, code, title, say, html, banner }) {
    const told = html || banner; // a press has no row of its own, but what can be done next
    const row = told ? fragment(told) : null;
    const shown = this.blank.querySelector(`[data-state="${state}"]`)?.cloneNode(true);
    if (!shown) return;
    const word = row?.dataset.title || title;
    if (word) shown.querySelector(".result-title").textContent = word;
    write(shown.querySelector("code"), row?.dataset.code ?? code ?? "");
    shown.querySelector(".result-text").textContent = say ?? "";
    const actions = [...(row?.querySelectorAll(".do > *") ?? [])].slice(0, MOST_ACTIONS);
    shown.querySelector(".result-do").replaceChildren(...actions);
    this.result.replaceChildren(shown);
  }

  totals(html) {
    const fresh = html && fragment(html);
    if (!fresh) return;
    document.getElementById("totals")?.replaceWith(fresh);
    if (fresh.dataset.name) document.querySelector(".page-title h1").textContent = fresh.dataset.name;
  }

  /* A line whose form is open keeps it: only what the line says is new. */
  context(html) {
    const now = document.getElementById("context");
    const fresh = html && fragment(html);
    if (!fresh || !now) return;
    if (!now.querySelector("details[open]") && !now.contains(document.activeElement)) return now.replaceWith(fresh);
    for (const line of fresh.querySelectorAll("[data-line]")) {
      const old = now.querySelector(`[data-line="${line.dataset.line}"]`);
      if (!old) now.append(line);
      else if (!old.querySelector("details[open]") && !old.contains(document.activeElement)) old.replaceWith(line);
      else old.querySelector(".value").replaceWith(line.querySelector(".value"));
    }
  }
}
