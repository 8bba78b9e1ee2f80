/* Three states of a form: when a question was sent, now, and as its answer has it. What was typed since it was sent stays,
   a row that was taken away since stays away, and everything else is as the answer says. */

const NEVER = ["csrf_token", "op_id", "scan"];
const isTick = (field) => field.matches("[type=checkbox], [type=radio]");
const key = (field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);
const value = (field) => (isTick(field) ? field.checked : field.value);

function fields(form) {
  return [...form.elements].filter(
    (one) => one.name && !NEVER.includes(one.name) && !["submit", "button", "fieldset", "file", "password"].includes(one.type),
  );
}

export function stateOf(form) {
  const rows = rowsOf(form).map((row) => [row.id, true]);
  return new Map([...rows, ...fields(form).map((field) => [key(field), value(field)])]);
}

export const rowsOf = (form) => [...form.querySelectorAll("[data-row]")];

const renamed = (text, from, to) => (text === from || text.startsWith(`${from}-`) ? to + text.slice(from.length) : text);

/* The server numbers rows anew where one was taken away before: the row that was sent as the third is the third. Gives what
   a name is called from here on. */
export function renumber(form, sent) {
  const called = (text) => {
    const at = sent.findIndex((row) => renamed(text, row, "") !== text);
    return at === -1 ? text : renamed(text, sent[at], sent[at].replace(/\d+$/, at));
  };
  for (const row of rowsOf(form)) {
    for (const part of [row, ...row.querySelectorAll("[id], [name], [for]")]) {
      for (const name of ["id", "name", "for", ...(part.matches("button") ? ["value"] : [])]) {
        const text = part.getAttribute(name);
        if (text && called(text) !== text) part.setAttribute(name, called(text));
      }
    }
  }
  return called;
}

/* A field that is set is no longer wrong in the old way, and is seen. */
function put(field, wanted) {
  const all = field === document.activeElement && field.selectionStart === 0 && field.selectionEnd === field.value.length;
  if (isTick(field)) field.checked = wanted;
  else field.value = wanted;
  if (all && field.value) field.select();
  if (field.type !== "hidden" && wanted) field.closest("details")?.setAttribute("open", "");
  field.removeAttribute("aria-invalid");
  const wrong = field.closest(".field.wrong");
  wrong?.querySelector(":scope > .error")?.remove();
  wrong?.classList.remove("wrong");
}

/* `before` and `now` are states, `answer` is the form that came back; `within` says which fields are the answer's business,
   `isFree` whether the field that has the focus is, too. */
export function settle(form, { before, now, answer, within, isFree }) {
  for (const row of rowsOf(form)) if (before.has(row.id) && !now.has(row.id)) row.remove();
  const theirs = stateOf(answer);
  for (const field of fields(form)) {
    const name = key(field);
    if (!theirs.has(name) || !within(field)) continue;
    const isMine = now.has(name) && (now.get(name) !== before.get(name) || (field === document.activeElement && !isFree));
    const wanted = isMine ? now.get(name) : theirs.get(name);
    if (value(field) !== wanted) put(field, wanted);
  }
}
