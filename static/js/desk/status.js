/* The line below the scan field: ready, no network, signed out, somebody else signed in; and whose scans wait here. */

import { tell } from "./waiting.js";

const scans = (count) => (count === 1 ? "1 scan" : `${count} scans`);
const waits = (count) => (count === 0 ? "Nothing is lost" : count === 1 ? "1 scan is kept" : `${count} scans are kept`);

const WORDS = {
  idle: () => "Ready",
  away: (count) => `No network, scan on. ${waits(count)}.`,
  busy: (count) => `No answer yet, scan on. ${waits(count)}.`,
  signIn: (count) => `Sign in again. ${waits(count)}.`,
  refused: (count, { message }) => `${message ?? "You may not receive here."} ${waits(count)}.`,
  person: (count, { name }) => `${name} is signed in now.`,
};

export class Status {
  constructor(line, page) {
    this.line = line;
    this.page = page;
    this.state = "idle";
    this.details = {};
    this.count = 0;
  }

  get isAway() {
    return ["away", "busy", "signIn"].includes(this.state);
  }

  /* True when it is news that nobody answers. One answer that was lost is none: the next try follows at once. */
  set(state, details = {}) {
    if (state === "idle" && this.state === "person") return false; // stays until it is acted on
    if (state === "away" && details.failures < 2 && navigator.onLine) return false;
    const wasAway = this.isAway;
    this.state = state === "away" && details.reached ? "busy" : state;
    this.details = details;
    this.#show();
    return this.isAway && !wasAway;
  }

  waiting(rows) {
    this.count = rows.filter((row) => row.state === "waiting").length;
    tell(this.page.tenant, rows.length);
    this.#show();
  }

  #show() {
    const text = WORDS[this.state](this.count, this.details);
    const words = this.line.querySelector("[data-words]");
    this.line.dataset.state = this.state;
    if (words.textContent !== text) words.textContent = text;
    const link = this.line.querySelector("[data-sign-in]");
    link.hidden = this.state !== "signIn";
    link.href = this.page.signIn || this.details.url;
    this.line.querySelector("[data-now]").hidden = !["away", "busy", "refused"].includes(this.state);
    this.line.querySelector("[data-reload]").hidden = this.state !== "person";
    this.#connection();
  }

  #connection() {
    const place = document.getElementById("connection");
    const state = this.state === "away" || this.state === "busy" || !navigator.onLine ? "offline" : "online";
    if (!place || place.dataset.state === state) return;
    place.dataset.state = state;
    place.querySelector(".word").textContent = place.querySelector(".word").dataset[state];
  }

  /* Scans of somebody else who sat here before: kept by name, sent by them, or by a manager who takes them over. */
  others(rows, me) {
    const place = document.getElementById("others");
    const people = new Map();
    for (const row of rows) if ((row.takeOver ?? row.person) !== me) people.set(row.person, [...(people.get(row.person) ?? []), row]);
    const shown = [...people].map(([person, theirs]) => this.#other(person, theirs));
    if (place.dataset.told === JSON.stringify([...people.keys(), rows.length])) return;
    place.dataset.told = JSON.stringify([...people.keys(), rows.length]);
    place.replaceChildren(...shown);
  }

  #other(person, rows) {
    const shown = document.getElementById("other-blank").content.firstElementChild.cloneNode(true);
    shown.querySelector("[data-who]").textContent = `${scans(rows.length)} of ${rows[0].name}`;
    shown.querySelector("[data-name]").textContent = rows[0].name;
    const button = shown.querySelector("[data-take-over]");
    if (button) button.dataset.takeOver = person;
    return shown;
  }
}
