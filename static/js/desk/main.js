/* The receiving desk: a scan is heard, shown and kept at once, sent in order, and answered by row, banner and sound. */

import { panels } from "./panels.js";
import { keepReady } from "./focus.js";
import { Chain } from "./pipe/chain.js";
import { Door } from "./pipe/door.js";
import { Neighbours } from "./pipe/neighbours.js";
import { Sender } from "./pipe/sender.js";
import { Store } from "./pipe/store.js";
import { Rows } from "./rows.js";
import { Screen, loudest, together } from "./screen.js";
import { Sounds } from "./sound/sounds.js";
import { Status } from "./status.js";
import { volume } from "./sound/volume.js";
import { onScan } from "./wedge.js";

const form = document.getElementById("scan-form");
const scan = document.getElementById("scan");
const page = { ...form.dataset };
const rows = new Rows(document.getElementById("scan-rows"), document.getElementById("row-blank"));
const screen = new Screen();
const status = new Status(document.getElementById("desk-state"), page);
const sounds = new Sounds(`${page.tenant}:${page.desk}`, page.sound && JSON.parse(page.sound), volume);
const store = new Store(page.tenant);
const door = new Door({ ...page, csrf: form.elements.csrf_token.value });
const me = identity();
const chain = "ownOrder" in page ? new Chain(form, page, me) : null;
const left = new Set(); // scanned before this page was opened: it speaks for them
const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(`desk:${page.tenant}`) : null;

const sender = new Sender(store, door, {
  state: (name, details) => status.set(name, details) && details.rows && wait(details.rows.at(-1)),
  token: () => renew(door.csrf),
  person: () => status.set("person", { name: door.name }) || count(),
  parked: (parked, message) => share({ parked, message }),
  answered: (settled, answer) => share({ settled, answer }),
}, me, new Neighbours(page.tenant, me));

/* Plain http has no crypto.randomUUID. */
function identity() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/* One thing for the pipe: a code, or a choice that goes in order with the codes. */
function take(what) {
  const { tenant, desk, intake } = page;
  const { person, name } = door;
  const row = { key: identity(), code: "", at: new Date().toISOString(), state: "waiting", window: me, ...what };
  Object.assign(row, { tenant, person, name, desk, intake }, chain && { chain: chain.id });
  rows.grey(row);
  const kept = store.add(row);
  if (status.isAway || !navigator.onLine) wait(row);
  sender.kick();
  kept.then(count);
}

/* Heard, but nobody answers: that has a banner and a sound of its own. */
function wait(row) {
  screen.banner({ state: "waiting", code: row.code, say: "It is kept here, and sent later." });
  sounds.play("waiting");
}

/* Another window of this desk may have sent what was scanned here: both show it, the one that scanned it speaks. */
function share(news) {
  hear(news);
  channel?.postMessage(news);
}

function hear({ settled, answer, parked, message }) {
  if (parked) refuse(parked, message);
  if (answer) show(settled, answer);
  count();
}

/* What the server did not take at all stays here; the last good result must not stand over it. */
function refuse(parked, message) {
  for (const row of parked) rows.park(row, message);
  const mine = parked.findLast((row) => row.window === me || left.has(row.key));
  if (!mine) return;
  screen.banner({ state: "refused", title: "Not sent", code: mine.code, say: message });
  sounds.play("refused");
}

function show(settled, answer) {
  if (chain) chain.follow(settled, answer);
  else if (!page.intake && answer.intake) page.intake = form.elements.intake.value = answer.intake;
  for (const row of settled) rows.settled(row);
  const mine = new Set(settled.filter((row) => row.window === me || left.has(row.key)).map((row) => row.key));
  const isHere = answer.intake === page.intake;
  if (isHere || (chain && mine.size)) for (const result of [...answer.results, ...(answer.changed ?? [])]) rows.put(result);
  if (isHere) {
    screen.context(answer.context);
    screen.totals(answer.totals);
  }
  const told = answer.results.filter((result) => mine.has(result.key));
  if (told.length === 0) return;
  const most = loudest(told);
  screen.banner({ ...most, say: `${most.say ?? ""}${together(told)}` });
  sounds.play(most.sound ?? most.state);
}

let counting = null;

/* What waits, said at most ten times a second. */
function count() {
  counting ??= setTimeout(async () => {
    counting = null;
    const all = await store.all();
    status.waiting(all);
    status.others(all, door.person);
    document.getElementById("unsafe").hidden = store.safe;
  }, 100);
}

function renew(csrf) {
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = csrf;
  document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": csrf }));
}

async function again(keys, patch) {
  await store.change(keys, patch);
  count();
  sender.now();
}

async function parkedButton(row, verb) {
  const { key } = row.dataset;
  if (verb === "drop") await store.remove([key]);
  row.remove();
  if (verb === "drop") return count();
  const kept = (await store.all()).find((one) => one.key === key);
  if (kept) rows.grey({ ...kept, state: "waiting" });
  return again([key], { state: "waiting", intake: page.intake, ...(chain && { chain: chain.id }) });
}

async function takeOver(person) {
  const theirs = (await store.all()).filter((row) => row.person === person);
  return again(theirs.map((row) => row.key), { takeOver: door.person });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches("[data-now]")) sender.now();
  if (button.matches("[data-reload]")) location.reload();
  if (button.dataset.takeOver) takeOver(button.dataset.takeOver);
  if (button.dataset.parked) parkedButton(button.closest("li"), button.dataset.parked);
});

/* The buttons of rows and banner belong to the scan's form: pressed here, their answer goes in order with the codes. */
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter?.name !== "answer") return wedge.takeNow("button");
  const [to, ...choice] = event.submitter.value.split(" ");
  return take({ answer: { to, choice: choice.join(" ") } });
});

const wedge = onScan(scan, (code) => take({ code }), JSON.parse(page.wedge || "{}"));
panels(take);
volume(sounds);
keepReady(scan, () => take({ code: "SD:UNDO" }));
window.addEventListener("online", () => sender.now());
window.addEventListener("focus", () => sender.now());
document.addEventListener("visibilitychange", () => document.hidden || sender.now());
channel?.addEventListener("message", (event) => hear(event.data));

/* What waited when this page was opened. */
for (const row of await store.all()) {
  left.add(row.key);
  if (row.person === door.person && (chain || row.intake === page.intake)) rows.grey(row);
}
count();
await chain?.catchUp(store);
sender.kick();
document.documentElement.dataset.desk = "ready";
