/* Unsaved work survives a reload, a closed lid and an ended session: a form with data-draft="<a name of its own>" keeps in
   this tab what was typed, never a password or a file, until the page after its submit is another one.
   It is kept for this person at this tenant alone, and dropped when somebody signs out or somebody else signs in.
   What was typed on an older version is sent with that version, so that the server can say what changed meanwhile. */

const PREFIX = "draft:";
const SENT = "draft-sent";
const WAIT_MS = 250;
const BASIS = ["version", "seen", "seenAt"];
const NEVER = [...BASIS, "csrf_token", "op_id"];
const owner = document.body.dataset.owner;
const tenant = document.body.dataset.tenant;
const states = new Map();
const started = new WeakSet();
const ready = new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
let timer;

function keeps(field) {
  return (
    field.name &&
    !NEVER.includes(field.name) &&
    !["password", "file", "submit", "button", "fieldset"].includes(field.type) &&
    field.autocomplete !== "one-time-code"
  );
}

function typed(form) {
  const fields = [...form.elements].filter(keeps);
  return fields.map((field) => [field.name, field.value, field.matches("[type=checkbox], [type=radio]") ? field.checked : null]);
}

function basisOf(form) {
  return BASIS.filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]);
}

function keyOf(form) {
  return `${PREFIX}${owner}:${tenant}:${form.dataset.draft}`;
}

function keep(form) {
  const state = states.get(form.dataset.draft);
  if (!state || !form.isConnected) return; // the form that took its place is kept instead
  const now = typed(form);
  try {
    if (JSON.stringify(now) === JSON.stringify(state.start)) sessionStorage.removeItem(keyOf(form));
    else sessionStorage.setItem(keyOf(form), JSON.stringify({ basis: basisOf(form), start: state.start, now }));
  } catch {
    /* no room or no permission: the form itself still holds the words */
  }
}

function keepAll() {
  for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
}

/* From here on nothing of it is kept: the page is about to be left. */
function drop(form) {
  clearTimeout(timer);
  timer = undefined;
  states.delete(form.dataset.draft);
  sessionStorage.removeItem(keyOf(form));
}

function known(form) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "null");
    return Array.isArray(kept?.now) && Array.isArray(kept.start) && Array.isArray(kept.basis) ? kept : null;
  } catch {
    return null;
  }
}

const words = ([name, value, checked]) => JSON.stringify([name, value, checked]);

/* Whether the form has the rows that the draft was typed into, each of the same thing: then only what was changed is put
   back. */
function fits(form, kept) {
  const names = (list) => list.map(([name]) => name).join();
  const ids = (list) => list.filter(([name]) => /(Id|-sku)$/.test(name)).map(words).join();
  const now = typed(form);
  return names(now) === names(kept.now) && names(now) === names(kept.start) && ids(now) === ids(kept.start) && ids(now) === ids(kept.now);
}

function put(form, kept) {
  const before = new Set(kept.start.map(words));
  const fields = [...form.elements].filter(keeps);
  let changed = 0;
  kept.now.forEach((one, at) => {
    const [, value, checked] = one;
    if (before.has(words(one)) || (checked ?? value) === (checked === null ? fields[at].value : fields[at].checked)) return;
    if (checked === null) fields[at].value = value;
    else fields[at].checked = checked;
    changed += 1;
  });
  return changed;
}

/* Rows that were added or moved are drawn by the server: it is given the words and hands back the form, saving nothing.
   An answer that is another page, or none, draws nothing. */
async function redraw(form, kept) {
  const body = new URLSearchParams(["csrf_token", "op_id"].map((name) => [name, form.elements[name]?.value ?? ""]));
  for (const [name, value, checked] of kept.now) if (checked !== false) body.append(name, value);
  body.append("_remove", "nothing");
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  const text = await answer?.text();
  if (!answer?.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(text, "text/html");
  const drawn = page.getElementById(form.id);
  if (!drawn) return null;
  started.add(drawn);
  form.replaceWith(drawn);
  window.htmx?.process(drawn);
  return drawn;
}

const BACK = "What you typed before is here again. It is not saved yet. ";
const KEPT = "What you typed before is kept, but could not be drawn just now. Load this page again. ";

function tell(form, words = BACK) {
  const note = form.querySelector("[data-draft-note]");
  if (!note) return;
  const afresh = document.createElement("button");
  afresh.type = "button";
  afresh.textContent = "Start afresh";
  afresh.addEventListener("click", () => {
    drop(form);
    location.reload();
  });
  note.replaceChildren(words, afresh);
  note.hidden = false;
}

async function start(form) {
  started.add(form);
  const answered = "typed" in form.dataset; // the server hands back what was typed: nothing is to be put over it
  const kept = known(form);
  const state = { start: answered ? (kept?.start ?? []) : typed(form), restored: false };
  states.set(form.dataset.draft, state);
  if (answered) return keep(form);
  if (!kept) return;
  let shown = form;
  let changed = 1;
  if (fits(form, kept)) changed = put(form, kept);
  else shown = await redraw(form, kept);
  if (!shown) {
    states.delete(form.dataset.draft); // what is typed into the blank form must not take the place of what is kept
    return tell(form, KEPT);
  }
  if (changed === 0) return;
  state.start = kept.start;
  state.restored = true;
  for (const [name, value] of kept.basis) if (shown.elements[name]) shown.elements[name].value = value;
  tell(shown);
  await ready; // whoever works out sums listens by then
  shown.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    timer = undefined;
    keepAll();
  }, WAIT_MS);
});

/* The last keys before a reload are kept too. */
window.addEventListener("pagehide", () => {
  if (timer !== undefined) keepAll();
});

document.addEventListener("htmx:after:swap", () => {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (!started.has(form)) start(form); // it came with another part of a list, or the server drew it anew
    keep(form);
    if (states.get(form.dataset.draft)?.restored) tell(form);
  }
});

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-sign-out]")) {
    clearTimeout(timer);
    timer = undefined;
    return forget(() => true);
  }
  const form = event.target.closest("form[data-draft]");
  if (!form) return;
  clearTimeout(timer);
  keep(form);
  if (!event.submitter?.name.startsWith("_")) sessionStorage.setItem(SENT, keyOf(form));
});

document.addEventListener("click", (event) => {
  const cancel = event.target.closest("[data-draft-drop]");
  const form = cancel?.closest("form[data-draft]");
  if (form) drop(form);
});

function forget(which) {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX) && which(key)) sessionStorage.removeItem(key);
}

if (owner) {
  forget((key) => !key.startsWith(`${PREFIX}${owner}:`));
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  /* Sent, and this page says that it was taken: the words are kept where they belong. */
  if (sent !== null && document.querySelector("#toasts .accepted")) sessionStorage.removeItem(sent);
  for (const form of document.querySelectorAll("form[data-draft]")) start(form);
}
