/* What was scanned, newest on top: a grey row at once, the server's row in its place once there is an answer. */

const MOST = 100;
const SHOWN = 24;

/* As the macros of desk.html show it: both ends of a long code tell it from others. */
export function write(place, code) {
  place.textContent = code.length > SHOWN ? `${code.slice(0, 12)}…${code.slice(-9)}` : code;
  place.title = code;
}

const PRESETS = {
  sku: "Item", location: "Place", grade: "Grade", acquisitionCost: "Cost", acquisitionDate: "Date",
  condition: "Condition", notes: "Notes", status: "Status",
};

export function fragment(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

/* What a row that has no code of its own is about. */
function words(row) {
  if (row.set) return Object.entries(row.set).map(([name, value]) => `${PRESETS[name] ?? name} ${value || "none"}`).join(", ");
  const lot = row.lot?.number ? `${row.code} lot ${row.lot.number}` : row.code;
  return row.qty ? `${row.qty} × ${lot}` : lot;
}

export class Rows {
  constructor(list, blank) {
    this.list = list;
    this.blank = blank.content;
  }

  find(key) {
    return this.list.querySelector(`[data-key="${CSS.escape(key)}"]`);
  }

  /* At once, without the network: it was heard. An answer to a row greys that row instead. */
  grey(row) {
    const asked = row.answer && this.find(row.answer.to);
    if (row.answer) return asked?.setAttribute("aria-busy", "true");
    if (this.find(row.key)) return undefined;
    const shown = this.blank.firstElementChild.cloneNode(true);
    shown.dataset.key = row.key;
    shown.dataset.code = row.code;
    write(shown.querySelector("code"), words(row));
    shown.querySelector(".at").textContent = new Date(row.at).toLocaleTimeString("en-GB");
    if (row.state === "parked") this.#park(shown, row.message);
    this.list.prepend(shown);
    return this.trim();
  }

  /* The server's own row. One that is not on the page any more comes back only if somebody has to look at it. */
  put({ key, state, html }) {
    const before = this.find(key);
    const row = html ? fragment(html) : null;
    if (!row) return before?.remove();
    if (before) before.replaceWith(row);
    else if (state !== "accepted") this.list.prepend(row);
    return this.trim();
  }

  settled(row) {
    if (row.answer) this.find(row.answer.to)?.removeAttribute("aria-busy");
  }

  park(row, message) {
    this.settled(row);
    const shown = this.find(row.key);
    if (shown) this.#park(shown, message);
  }

  #park(shown, message) {
    shown.classList.replace("waiting", "refused");
    shown.dataset.state = "refused";
    shown.querySelector("use").setAttribute("href", shown.querySelector("use").getAttribute("href").replace(/#.*/, "#refused"));
    shown.querySelector(".state").textContent = "not sent";
    shown.querySelector(".what").textContent = message;
    for (const button of shown.querySelectorAll("[data-parked]")) button.hidden = false;
  }

  again(key) {
    this.find(key)?.remove();
  }

  /* The page stays light on a day of ten thousand scans; what asks for a decision stays. */
  trim() {
    const rows = [...this.list.children];
    for (const row of rows.slice(MOST).reverse()) if (!["attention", "refused"].includes(row.dataset.state)) row.remove();
  }
}
