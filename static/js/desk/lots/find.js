/* The box that finds a lot: what a scanner types goes in as it means it, the separator of a GS1 code included. */

import { onScan } from "../wedge.js";

const field = document.getElementById("scan");
const form = field.form;

// Here it is read as it is meant; without this the server does that.
form.elements.typed.disabled = true;

onScan(field, (code) => {
  field.value = code;
  form.requestSubmit();
}, JSON.parse(form.dataset.wedge));
