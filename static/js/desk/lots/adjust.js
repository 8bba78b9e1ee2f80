/* What an adjustment of a lot comes to, while it is typed: webapp/lots/preview.py says the same without a script. */

const form = document.getElementById("form");
const box = document.getElementById("equation");
const { now, kept, is_picked: isPicked, is_stopped: isStopped } = JSON.parse(box.dataset.standing);
const said = box.querySelector("[data-said]");
const confirm = form.querySelector("[data-confirm]");
const earlier = document.getElementById("earlier");
const number = new Intl.NumberFormat("en");

/* q: how many, n: the buckets now, mine: what is reserved for the reference, named: whether there is one. */
const steps = {
  receive: (q, n) => ({
    ...n,
    available: n.available + (isStopped ? 0 : q),
    held: n.held + (isStopped ? q : 0),
    expected: n.expected - Math.min(q, n.expected),
  }),
  issue(q, n, mine, named) {
    const taken = named ? Math.min(q, mine) : 0;
    return { ...n, available: n.available - (q - taken), reserved: n.reserved - taken };
  },
  damage: (q, n) => ({
    ...n,
    available: n.available - Math.min(q, n.available),
    reserved: n.reserved - Math.max(q - n.available, 0),
    held: n.held + q,
  }),
  restore: (q, n) => ({ ...n, available: n.available + q, held: n.held - q }),
  reserve: (q, n) => ({ ...n, available: n.available - q, reserved: n.reserved + q }),
  release: (q, n, mine) => ({ ...n, available: n.available + q, reserved: q <= mine ? n.reserved - q : -1 }),
  scrap: (q, n) => ({ ...n, available: n.available - Math.max(q - n.held, 0), held: n.held - Math.min(q, n.held) }),
  count: (q, n) => ({ ...n, available: Math.max(q - n.reserved, 0), reserved: Math.min(q, n.reserved) }),
};

function show() {
  const verb = form.querySelector("[name=verb]:checked");
  const leaves = verb && ["issue", "reserve"].includes(verb.value);
  const reference = form.elements.reference.value.trim();
  const typed = form.elements.qty.value.trim();
  const whole = verb && /^[0-9]{1,10}$/.test(typed) && (Number(typed) > 0 || verb.value === "count");
  const mine = Object.hasOwn(kept, reference) ? kept[reference] : 0;
  const then = whole ? steps[verb.value](Number(typed), now, mine, reference !== "") : null;
  const fits = then !== null && (isPicked || !leaves) && Object.values(then).every((n) => n >= 0);
  for (const [bucket, n] of Object.entries(now)) {
    const cell = box.querySelector(`[data-after="${bucket}"]`);
    cell.textContent = fits ? number.format(then[bucket]) : "–";
    cell.classList.toggle("differs", fits && then[bucket] !== n);
  }
  const words = verb ? verb.nextElementSibling.textContent : "";
  said.textContent = fits ? `${number.format(Number(typed))} ${verb.dataset.words}.`
    : !then ? ""
    : leaves && !isPicked ? box.dataset.stopped
    : "There are not so many. Look at the numbers.";
  confirm.textContent = fits ? `${words} ${number.format(Number(typed))}` : "Confirm";
  if (earlier) earlier.hidden = !leaves;
}

form.addEventListener("input", show);
form.addEventListener("change", show);
show();
