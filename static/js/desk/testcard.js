/* The test card: notes which key ends a scan, keeps the separator, names keys that type nothing, and sends both codes. */

import { GS, onScan } from "./wedge.js";

const form = document.querySelector("[data-test-card]");
const fields = form.elements;

function listen(field, next) {
  onScan(
    field,
    (text, { scanned, key }) => {
      field.value = text.replaceAll(GS, "\u241d");
      if (scanned && key) fields.ended.value = key;
      next();
    },
    { burst: true, names: true },
  );
}

listen(fields.first, () => fields.second.focus());
listen(fields.second, () => form.requestSubmit());

/* Scanned again, the card takes the place of what stands there. */
if (fields.first.value && fields.second.value) {
  fields.first.focus({ preventScroll: true });
  fields.first.select();
}
fields.second.addEventListener("focus", () => fields.second.select());
