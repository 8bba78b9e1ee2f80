/* One request in flight, carrying everything that waits (at most fifty), in order; tried again until it is answered.
   It tells `heard`: state(name, details), answered(rows, answer), parked(rows, message), person(), token(). */

const MOST = 50;
const FIRST_MS = 250;
const LAST_MS = 15_000;
const SIGNED_OUT_MS = 8000;
const TURN_MS = 400;
const RENEW_MS = 4000;

export class Sender {
  #store;
  #door;
  #heard;
  #me;
  #neighbours;
  #running = false;
  #again = false;
  #wake = null;
  #failures = 0;
  #refused = 0;
  #size = MOST;

  constructor(store, door, heard, me, neighbours) {
    this.#store = store;
    this.#door = door;
    this.#heard = heard;
    this.#me = me;
    this.#neighbours = neighbours;
  }

  /* Something waits. */
  kick() {
    if (this.#running) this.#again = true;
    else this.#run();
  }

  /* The network is back, the window is looked at again, somebody pressed "Try now": no more waiting. */
  now() {
    this.#wake?.();
    this.kick();
  }

  async #run() {
    this.#running = true;
    try {
      do {
        this.#again = false;
        await this.#drain();
      } while (this.#again);
    } finally {
      this.#running = false;
    }
  }

  async #drain() {
    for (let rows = await this.#next(); rows.length > 0; rows = await this.#next()) {
      if ((await this.#store.lease(this.#me)) || (await this.#inherit())) await this.#attempt(await this.#next());
      else await this.#pause(TURN_MS);
    }
    this.#heard.state("idle");
    await this.#store.release(this.#me);
  }

  /* The turn of a window that was closed or crashed is free at once, not when its time is up. */
  async #inherit() {
    const { heldBy } = this.#store;
    return (await this.#neighbours.isGone(heldBy)) && this.#store.lease(this.#me, heldBy);
  }

  /* The rows at the head of the line that can go together: of one intake or window, and of the person who is signed in. */
  async #next() {
    const mine = (row) => row.state === "waiting" && (row.takeOver ?? row.person) === this.#door.person;
    const line = (await this.#store.all()).filter(mine);
    const isOther = (row) => ["intake", "person", "chain"].some((name) => row[name] !== line[0][name]);
    const end = line.findIndex(isOther);
    return line.slice(0, Math.min(this.#size, end === -1 ? line.length : end));
  }

  /* Before the turn came another window may have sent them. */
  async #attempt(rows) {
    if (rows.length === 0) return;
    const opened = await this.#store.opened(rows[0].chain);
    const renewing = setInterval(() => this.#store.lease(this.#me), RENEW_MS);
    const said = await this.#door.send(rows, opened ?? rows[0].intake);
    clearInterval(renewing);
    if (said.kind === "ok") await this.#settle(rows, said.answer);
    else if (said.kind === "wrong") await this.#park(rows, said);
    else if (said.kind === "away") await this.#retry({ ...said, rows });
    else if (said.kind === "signIn") await this.#signIn({ ...said, rows });
    else await this.#renew({ ...said, rows });
  }

  async #settle(rows, answer) {
    const answered = new Set(answer.results.map((result) => result.key));
    const settled = rows.filter((row) => answered.has(row.key));
    if (settled.length === 0) return this.#retry({ rows, reached: true });
    this.#failures = 0;
    this.#refused = 0;
    this.#size = Math.min(MOST, this.#size * 2);
    await this.#keepTogether(rows[0], answer.intake);
    this.#heard.state("idle");
    this.#heard.answered(settled, answer);
    await this.#store.settle(settled.map((row) => row.key), rows[0].chain, answer.intake);
  }

  /* The first answer opened the intake: what was scanned meanwhile belongs to it. */
  async #keepTogether(first, intake) {
    if (first.intake || !intake || first.chain) return;
    const homeless = (await this.#store.all()).filter((row) => !row.intake && row.person === first.person);
    await this.#store.change(homeless.map((row) => row.key), { intake });
  }

  /* The whole request is wrong. One row of it may be the reason: they go one by one, and only that one stays behind. */
  async #park(rows, said) {
    this.#failures = 0;
    if (rows.length > 1 && said.status !== 409) {
      this.#size = 1;
      return;
    }
    const message = said.message ?? "The server did not take this.";
    await this.#store.change(rows.map((row) => row.key), { state: "parked", message });
    this.#heard.parked(rows, message);
  }

  async #retry({ rows, wait = 0, reached = false }) {
    const longest = Math.min(LAST_MS, FIRST_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#heard.state("away", { rows, reached, failures: this.#failures });
    await this.#pause(Math.max(wait, longest * (0.5 + Math.random() / 2)));
  }

  async #signIn(said) {
    this.#failures = 0;
    this.#heard.state("signIn", { rows: said.rows, url: said.url });
    await this.#store.release(this.#me);
    await this.#pause(SIGNED_OUT_MS);
    const now = await this.#door.refresh();
    if (now.kind !== "signIn" && now.kind !== "away") this.#welcome(now);
  }

  async #renew(said) {
    this.#refused += 1;
    if (this.#refused > 2) {
      this.#heard.state("refused", { message: said.message });
      await this.#pause(LAST_MS);
    }
    const now = await this.#door.refresh();
    if (now.kind === "away") await this.#retry({ ...now, rows: said.rows });
    else if (now.kind === "signIn") await this.#signIn({ ...now, rows: said.rows });
    else this.#welcome(now);
  }

  #welcome(now) {
    this.#heard.token();
    if (now.kind === "person") this.#heard.person();
  }

  #pause(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
