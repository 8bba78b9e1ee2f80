/* Unsaved work survives a reload, a closed lid and an ended session: a form with data-draft="<a name of its own>" keeps in
   this tab what was typed, never a password, a file or a hidden field, until the page after its submit is another one. */

const PREFIX = "draft:";
const SENT = "draft-sent";
const WAIT_MS = 250;

function keeps(field) {
  return field.name && !["password", "hidden", "file", "submit", "button"].includes(field.type) && field.autocomplete !== "one-time-code";
}

function typed(form) {
  const fields = [...form.elements].filter(keeps);
  return fields.map((field) => [field.name, field.value, field.matches("[type=checkbox], [type=radio]") ? field.checked : null]);
}

function keyOf(form) {
  return PREFIX + form.dataset.draft;
}

function save(form) {
  const now = JSON.stringify(typed(form));
  try {
    if (now === form.draftStart) sessionStorage.removeItem(keyOf(form));
    else sessionStorage.setItem(keyOf(form), now);
  } catch {
    /* no room or no permission: the form itself still holds the words */
  }
}

function put(form, kept) {
  const fields = [...form.elements].filter(keeps);
  let changed = 0;
  for (const [name, value, checked] of kept) {
    const at = fields.findIndex((field) => field.name === name && (checked === null || field.value === value));
    if (at === -1) continue;
    const [field] = fields.splice(at, 1);
    if ((checked ?? value) === (checked === null ? field.value : field.checked)) continue;
    if (checked === null) field.value = value;
    else field.checked = checked;
    changed += 1;
  }
  return changed;
}

/* Rows that were added are drawn by the server: it is given the words and hands back the form, saving nothing. */
async function redraw(form, kept) {
  const body = new URLSearchParams([...new FormData(form)].filter(([name]) => form.elements[name]?.type === "hidden"));
  for (const [name, value, checked] of kept) if (checked !== false) body.append(name, value);
  body.append("_remove", "nothing");
  const answer = await fetch(form.action, { method: "POST", body });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const drawn = page.getElementById(form.id);
  if (!answer.ok || !drawn) return put(form, kept);
  form.replaceWith(drawn);
  window.htmx?.process(drawn);
  listen(drawn);
  return 1;
}

function tell(name) {
  const form = document.querySelector(`form[data-draft="${CSS.escape(name)}"]`);
  const note = form?.querySelector("[data-draft-note]");
  if (!note) return;
  const afresh = document.createElement("button");
  afresh.type = "button";
  afresh.textContent = "Start afresh";
  afresh.addEventListener("click", () => {
    sessionStorage.removeItem(PREFIX + name);
    location.reload();
  });
  note.replaceChildren("What you typed before is here again. It is not saved yet.", afresh);
  note.hidden = false;
}

function listen(form) {
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, WAIT_MS, form);
  });
  form.addEventListener("htmx:after:swap", () => save(form));
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    save(form);
    if (!event.submitter?.name.startsWith("_")) sessionStorage.setItem(SENT, form.dataset.draft);
  });
}

async function start(form) {
  const judged = form.querySelector("[aria-invalid], .error-summary") !== null;
  form.draftStart = judged ? "" : JSON.stringify(typed(form));
  const kept = judged ? null : JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "null");
  listen(form);
  if (judged) save(form);
  if (!kept) return;
  const names = new Set([...form.elements].map((field) => field.name));
  const changed = kept.some(([name]) => !names.has(name)) ? await redraw(form, kept) : put(form, kept);
  if (changed > 0) tell(form.dataset.draft);
}

/* Sent, and this page says that it was taken: the words are kept where they belong. */
const sent = sessionStorage.getItem(SENT);
if (sent !== null && document.querySelector("#toasts .accepted")) {
  sessionStorage.removeItem(SENT);
  sessionStorage.removeItem(PREFIX + sent);
}
for (const form of document.querySelectorAll("form[data-draft]")) start(form);
