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

/* What came, first what of it is defective: that is held, and then the others are received as before. */
function parcels(form) {
  const { code, lot, expiry, qty, defects } = filled(form);
  const parcel = { code, ...(lot ? { lot: { number: lot, ...(expiry ? { expiry } : {}) } } : {}) };
  const all = Number(qty);
  const bad = Math.min(all, Number(defects) || 0);
  const usual = initial(document.getElementById("set-status"));
  const held = bad ? [{ set: { status: "returned" } }, { ...parcel, qty: bad }, { set: { status: usual } }] : [];
  return all > bad ? [...held, { ...parcel, qty: all - bad }] : held;
}

/* What another page sent somebody here for: taken once they say so, in order with the codes. */
function offered(take) {
  document.querySelector("form[data-offered]")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const { name, value } = event.submitter;
    take(name === "sku" ? { set: { sku: value } } : { code: value });
    event.target.remove();
    document.getElementById("scan").focus({ preventScroll: true });
  });
}

export function panels(take) {
  offered(take);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-set], [data-lot]") || event.defaultPrevented) return;
    event.preventDefault();
    if (form.matches("[data-lot]")) {
      if (!form.elements.qty.value) return form.elements.qty.focus();
      for (const part of parcels(form)) take(part);
    } else {
      const set = changed(form, event.submitter);
      if (Object.keys(set).length) take({ set });
    }
    form.closest("details[open]")?.removeAttribute("open");
    if (form.matches("[data-lot]")) form.elements.qty.value = form.elements.defects.value = "";
    document.getElementById("scan").focus({ preventScroll: true });
  });

  /* Enter goes on to what is still to be said; F4 goes there from wherever one is. */
  document.addEventListener("keydown", (event) => {
    const form = document.querySelector("form[data-lot]");
    const isStep = event.key === "Enter" && event.target.matches?.("#lot, #expiry");
    if (!form || (event.key !== "F4" && !isStep) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const fields = ["lot", "expiry", "qty"].map((name) => form.elements[name]).filter(Boolean);
    const rest = isStep ? fields.slice(fields.indexOf(event.target) + 1) : fields.filter((field) => !field.value);
    (rest[0] ?? form.elements.qty).focus();
  });

  /* The keypad types where one was last. */
  document.addEventListener("focusin", (event) => {
    const pad = event.target.matches?.("#qty, #defects") && event.target.form.querySelector("[data-keypad]");
    if (pad) pad.dataset.keypad = event.target.id;
  });

  /* Six figures are a whole date: on to the quantity. */
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("#expiry") && /^\d{6}$/.test(event.target.value)) event.target.form.elements.qty.focus();
  });

  /* One panel at a time, and its first field has the focus. */
  document.addEventListener("toggle", (event) => {
    const panel = event.target;
    if (!panel.matches?.("details.change") || !panel.open) return;
    for (const other of document.querySelectorAll("details.change[open]")) if (other !== panel) other.open = false;
    panel.querySelector("input:not([type=hidden]), select")?.focus();
  }, { capture: true });
}
