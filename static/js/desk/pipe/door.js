/* One request to the desk's address, and what its answer means:
   ok · away (no answer, or a busy server: try again) · signIn · token (ours is old) · person (somebody else is signed in) · wrong. */

const PATIENCE_MS = 20_000;
const SENT = ["key", "code", "at", "set", "qty", "lot", "answer"];

function pick(row) {
  return Object.fromEntries(SENT.filter((name) => row[name] !== undefined).map((name) => [name, row[name]]));
}

async function ask(address, options) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const response = await fetch(address, {
      ...options,
      redirect: "manual",
      credentials: "same-origin",
      cache: "no-store",
      signal: patience.signal,
    });
    const isJson = response.headers.get("Content-Type")?.includes("json") ?? false;
    const wait = Number(response.headers.get("Retry-After")) * 1000 || 0;
    const gone = response.type === "opaqueredirect" ? 401 : response.status;
    return { status: gone, body: isJson ? await response.json() : null, wait };
  } catch {
    return { status: 0, body: null, wait: 0 };
  } finally {
    clearTimeout(timer);
  }
}

const WRONG = new Set([404, 405, 409, 413, 415, 422]);

export class Door {
  constructor({ scans, token, csrf, person, name }) {
    Object.assign(this, { scans, token, csrf, person, name });
  }

  /* Who is signed in here, with a token that holds: signing in anew makes the old one useless. */
  async refresh() {
    const { status, body, wait } = await ask(this.token, { headers: { Accept: "application/json" } });
    if (status === 401) return { kind: "signIn", url: body?.signIn };
    if (status !== 200 || !body?.token) return { kind: "away", wait };
    const other = body.person !== this.person;
    Object.assign(this, { csrf: body.token, person: body.person, name: body.name });
    return { kind: other ? "person" : "ok" };
  }

  /* Rows of one intake and one person, at most fifty, in the order of scanning. */
  async send(rows, intake) {
    const [{ takeOver, person }] = rows;
    const taken = takeOver === this.person ? { takeOver: person } : {};
    const { status, body, wait } = await ask(this.scans, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.csrf },
      body: JSON.stringify({ intake, person: this.person, ...taken, scans: rows.map(pick) }),
    });
    if (status === 200 && Array.isArray(body?.results)) return { kind: "ok", answer: body };
    if (status === 401) return { kind: "signIn", url: body?.signIn };
    if (status === 403 && body?.person) return { kind: "person" };
    if (status === 400 || status === 403) return { kind: "token", message: body?.message };
    if (WRONG.has(status)) return { kind: "wrong", status, message: body?.message };
    return { kind: "away", wait, reached: status >= 400 }; // a page instead of an answer is a hotel's, not ours
  }
}
