/* What is chosen instead of scanned: item, place, presets, lot and quantity. Each goes through the pipe, in order with the codes;
   without a script the same forms post. */

function filled(form) {
  return Object.fromEntries([...new FormData(form)].filter(([name]) => !["csrf_token", "intake", "key"].includes(name)));
}

/* Only what somebody changed, and what the pressed button says. */
function changed(form, submitter) {
  const start = Object.fromEntries([...form.elements].filter((field) => field.name).map((field) => [field.name, initial(field)]));
  const now = filled(form);
  const set = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== start[name]));
  return submitter?.name ? { ...set, [submitter.name]: submitter.value } : set;
}

function initial(field) {
  if (field.matches("select")) return [...field.options].find((option) => option.defaultSelected)?.value ?? field.options[0]?.value;
  return field.defaultValue;
}

function lotOf(form) {
  const { code, lot, expiry, qty, ...rest } = filled(form);
  const parcel = lot ? { lot: { number: lot, ...(expiry ? { expiry } : {}) } } : {};
  const count = qty ? { qty: Number(qty) } : {};
  const set = Object.keys(rest).length ? { set: rest } : {};
  return { code, ...parcel, ...count, ...set };
}

export function panels(take) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-set], [data-lot]") || event.defaultPrevented) return;
    event.preventDefault();
    if (form.matches("[data-lot]")) take(lotOf(form));
    else {
      const set = changed(form, event.submitter);
      if (Object.keys(set).length) take({ set });
    }
    form.closest("details[open]")?.removeAttribute("open");
    if (form.matches("[data-lot]")) form.elements.qty.value = "";
    document.getElementById("scan").focus({ preventScroll: true });
  });

  /* One panel at a time, and its first field has the focus. */
  document.addEventListener("toggle", (event) => {
    const panel = event.target;
    if (!panel.matches?.("details.change") || !panel.open) return;
    for (const other of document.querySelectorAll("details.change[open]")) if (other !== panel) other.open = false;
    panel.querySelector("input:not([type=hidden]), select")?.focus();
  }, { capture: true });
}
