/* An order's form, filled by the server while somebody goes on. A code is taken out of the box at its Enter and waits in
   the form itself, where a draft keeps it; one question is under way at a time, with all the codes that wait. Its answer
   puts in lines and sums, never what was typed since (merge.js). Without this the same buttons post the whole form. */

import { renumber, rowsOf, settle, stateOf } from "./merge.js";

const TYPED_MS = 400;
const CHOSEN_MS = 100;
const AGAIN_MS = 5000;
const BOXES = ["scan", "find"];

const presses = [];
let job = null;
let isDue = false;
let isCleared = false;
let saving = null;
let timer;
let again;

const one = (id) => document.getElementById(id);
const form = () => one("form");
const waiting = () => [...one("codes-waiting").children];

function plan(ms) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    isDue = true;
    pump();
  }, ms);
}

/* The draft is told, and the sums are worked out. */
function tellChanged() {
  form().dispatchEvent(new Event("input", { bubbles: true }));
}

function next() {
  const codes = waiting();
  if (codes.length > 0) return { codes, sent: ["_scan", "items"], more: "#found-variants", adds: true };
  const press = presses.shift();
  if (press) return { codes, ...press, press };
  return isDue ? { codes, sent: ["_calc", "items"], more: "" } : null;
}

async function pump() {
  if (job || !form()) return;
  job = next();
  if (!job) return save();
  isDue = false;
  clearTimeout(timer);
  clearTimeout(again);
  const lines = one("lines");
  const parts = ["#bar-total", job.more].filter(Boolean).join();
  const how = { source: lines, target: lines, select: "#lines", swap: "outerMorph", selectOOB: parts, job };
  await window.htmx.ajax("POST", location.pathname + location.search, how);
  const done = job;
  job = null;
  if (done.isSettled) return pump();
  saving = null;
  if (done.press) presses.unshift(done.press);
  else isDue = true;
  if (waiting().length > 0) again = setTimeout(pump, AGAIN_MS); // what was scanned waits for nobody's next change
}

/* "Take the order", pressed while codes were under way: with them, unless one of them is not known. */
function save() {
  const button = saving;
  saving = null;
  if (button?.isConnected) form().requestSubmit(button);
}

function press(name, value, more, row) {
  presses.push({ sent: [name, value], more, row, adds: name === "_line", fills: name === "_pick" });
  pump();
}

function takeCode() {
  const box = one("scan");
  const code = box.value.trim();
  box.value = "";
  isCleared = true;
  window.htmx.trigger("#scan-asks", "htmx:abort");
  if (!code) return;
  one("scan-error")?.remove(); // what was left in the box is on its way
  box.removeAttribute("aria-invalid");
  one("codes-waiting").append(Object.assign(document.createElement("input"), { type: "hidden", name: "scan", value: code }));
  tellChanged();
}

function removeRow(row) {
  const beside = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (beside?.querySelector('input:not([type="hidden"])') ?? one("scan")).focus();
  tellChanged();
}

const verbs = {
  _scan(button) {
    takeCode();
    if (document.activeElement === button) one("scan").focus();
    isDue = true;
    pump();
  },
  _line(button) {
    one("scan").value = "";
    isCleared = true;
    one("scan").focus();
    button.closest("ul")?.remove();
    press("_line", button.value, "#found-variants");
  },
  _pick(button) {
    one("scan").focus();
    button.closest("ul")?.remove();
    press("_pick", button.value, "#found-customers");
  },
  _price(button) {
    press("_price", button.value, "", button.value);
  },
  _remove(button) {
    removeRow(one(button.value));
  },
  _calc(button) {
    press("_calc", button.value, button.value === "find" ? "#found-customers" : "");
  },
};

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest?.("#form button[name]");
    if (!button || !Object.hasOwn(verbs, button.name)) return;
    event.preventDefault();
    event.stopPropagation(); // htmx would draw the whole form anew
    verbs[button.name](button);
  },
  true,
);

document.addEventListener("input", (event) => {
  if (event.target.id === "scan") isCleared = false;
  if (event.target.closest?.("#form") && !BOXES.includes(event.target.id)) plan(TYPED_MS);
});

document.addEventListener("change", (event) => {
  if (event.target.closest?.("#form") && !BOXES.includes(event.target.id)) plan(CHOSEN_MS);
});

/* What is saved is saved with every code that was scanned. */
document.addEventListener(
  "submit",
  (event) => {
    if (event.target !== form() || !event.submitter || event.submitter.name) return;
    if (waiting().length === 0 && presses.length === 0 && !job?.press) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    saving = event.submitter;
    pump();
  },
  true,
);

/* Each code that is no item is named at the box; one press puts it back there. */
function refuse(code) {
  const list = one("codes-refused");
  for (const told of list.children) if (told.dataset.code === code) told.remove();
  const told = one("code-refused").content.firstElementChild.cloneNode(true);
  told.dataset.code = code;
  told.querySelector("[data-code]").textContent = code;
  told.querySelector("[data-correct]").addEventListener("click", () => putBack(told));
  told.querySelector("[data-known]").addEventListener("click", () => {
    told.remove();
    one("scan").focus();
  });
  list.append(told);
}

function putBack(told) {
  const box = one("scan");
  box.focus();
  if (box.value) return; // something else stands there by now
  box.value = told.dataset.code;
  told.remove();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  const box = one(ctx.sourceElement.dataset.finds);
  if (box?.id === "scan" && isCleared && !box.value) event.preventDefault(); // it was added: nothing is looked for
  if (!ctx.job) return;
  const { body } = ctx.request;
  body.delete("scan");
  for (const field of ctx.job.codes) body.append("scan", field.value);
  body.append(...ctx.job.sent);
  ctx.job.before = stateOf(form());
  ctx.job.rows = rowsOf(form()).map((row) => row.id);
});

function renamed(asked, called) {
  const [name, value] = asked.sent;
  return { row: called(asked.row), sent: [name, called(value)] };
}

/* Nothing of an answer takes the focus; what was found for words that no longer stand in the box is of no use. */
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  if (!ctx.job || event.defaultPrevented) return;
  for (const task of tasks) for (const field of task.fragment.querySelectorAll("[autofocus]")) field.removeAttribute("autofocus");
  const isLate = (task) => task.target?.id === "found-variants" && one("scan").value !== "";
  tasks.splice(0, tasks.length, ...tasks.filter((task) => !isLate(task)));
  const called = renumber(form(), ctx.job.rows);
  for (const asked of [ctx.job, ...presses]) if (asked.row) Object.assign(asked, renamed(asked, called));
  ctx.job.before = new Map([...ctx.job.before].map(([name, value]) => [called(name), value]));
  ctx.job.now = stateOf(form());
});

document.addEventListener(
  "htmx:after:swap",
  (event) => {
    const { job: done, text } = event.detail.ctx;
    if (!done) return;
    const answer = new DOMParser().parseFromString(text, "text/html").getElementById("form");
    const within = (field) => done.fills || field.closest("#lines");
    settle(form(), { before: done.before, now: done.now, answer, within, isFree: done.adds || done.fills });
    for (const field of done.codes) field.remove();
    const left = done.codes.length > 0 ? [...answer.querySelectorAll("[name=scan]")] : [];
    const refused = left.map((field) => field.value).filter(Boolean);
    for (const code of refused) {
      refuse(code);
      saving = null;
    }
    if (refused.length > 0 && !one("found-variants").querySelector("ul")) one("found-variants").replaceChildren();
    if (done.row && document.activeElement === document.body) one(`${done.row}-quantity`)?.focus();
    done.isSettled = true;
  },
  true,
);

for (const name of ["form:again", "online"]) {
  (name === "online" ? window : document).addEventListener(name, () => pump());
}
if (form() && waiting().length > 0) pump();
