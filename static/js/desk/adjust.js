/* What an adjustment of a lot comes to, while it is typed: webapp/lots/preview.py says the same without a script. */

const form = document.getElementById("form");
const box = document.getElementById("equation");
const now = JSON.parse(box.dataset.now);
const said = box.querySelector("[data-said]");
const confirm = form.querySelector("[data-confirm]");
const earlier = document.getElementById("earlier");
const number = new Intl.NumberFormat("en");

const steps = {
  receive: (q, n) => ({ ...n, available: n.available + q, expected: n.expected - Math.min(q, n.expected) }),
  issue: (q, n) => ({ ...n, available: n.available - q }),
  damage: (q, n) => ({
    ...n,
    available: n.available - Math.min(q, n.available),
    reserved: n.reserved - Math.max(q - n.available, 0),
    held: n.held + q,
  }),
  restore: (q, n) => ({ ...n, available: n.available + q, held: n.held - q }),
  reserve: (q, n) => ({ ...n, available: n.available - q, reserved: n.reserved + q }),
  release: (q, n) => ({ ...n, available: n.available + q, reserved: n.reserved - q }),
  scrap: (q, n) => ({ ...n, available: n.available - Math.max(q - n.held, 0), held: n.held - Math.min(q, n.held) }),
  count: (q, n) => ({ ...n, available: Math.max(q - n.reserved, 0), reserved: Math.min(q, n.reserved) }),
};

function show() {
  const verb = form.querySelector("[name=verb]:checked");
  const typed = form.elements.qty.value.trim();
  const whole = verb && /^[0-9]{1,10}$/.test(typed) && (Number(typed) > 0 || verb.value === "count");
  const then = whole ? steps[verb.value](Number(typed), now) : null;
  const fits = then !== null && Object.values(then).every((n) => n >= 0);
  for (const [bucket, n] of Object.entries(now)) {
    const cell = box.querySelector(`[data-after="${bucket}"]`);
    cell.textContent = fits ? number.format(then[bucket]) : "–";
    cell.classList.toggle("differs", fits && then[bucket] !== n);
  }
  const words = verb ? verb.nextElementSibling.textContent : "";
  said.textContent = fits ? `${number.format(Number(typed))} ${verb.dataset.words}.`
    : then ? "There are not so many. Look at the numbers." : "";
  confirm.textContent = fits ? `${words} ${number.format(Number(typed))}` : "Confirm";
  if (earlier) earlier.hidden = !(verb && ["issue", "reserve"].includes(verb.value));
}

form.addEventListener("input", show);
form.addEventListener("change", show);
show();
