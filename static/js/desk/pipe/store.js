/* What waits to be sent, in IndexedDB: still there after a reload, a crash or a restart.
   A row: n (its place in the line), key, tenant, person, name, desk, intake, code, at, state (waiting or parked), and perhaps
   set, qty, lot, answer, takeOver, message. Until the database has a row, a journal in localStorage holds it: that is written
   at once, and a page that is left in the same moment loses nothing. Where there is no database, `safe` is false. */

const NAME = "stockdesk-desk";
const JOURNAL = "desk-row:";
const PATIENCE_MS = 3000;
const LEASE_MS = 12_000;
const OPEN = "open:"; // beside the leases
const OPEN_MS = 7 * 24 * 3600_000;

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    setTimeout(reject, PATIENCE_MS, new Error("the database does not open"));
    asked.onupgradeneeded = () => {
      const rows = asked.result.createObjectStore("rows", { keyPath: "n", autoIncrement: true });
      rows.createIndex("key", "key", { unique: true });
      rows.createIndex("tenant", "tenant");
      asked.result.createObjectStore("lease", { keyPath: "tenant" });
    };
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
  });
}

function done(work) {
  return new Promise((resolve, reject) => {
    work.oncomplete = () => resolve();
    work.onabort = () => reject(work.error ?? new Error("aborted"));
  });
}

function answerOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/* What was open in a window that nobody has used for a week. */
function forget(db) {
  const leases = db.transaction("lease", "readwrite").objectStore("lease");
  leases.openCursor(IDBKeyRange.bound(OPEN, `${OPEN}\uffff`)).onsuccess = ({ target: { result: cursor } }) => {
    if (!cursor) return;
    if (cursor.value.until < Date.now()) cursor.delete();
    cursor.continue();
  };
}

/* Storage may be forbidden or full: then the row is in memory alone, and `safe` says so. */
function note(row) {
  try {
    localStorage.setItem(JOURNAL + row.key, JSON.stringify(row));
  } catch {
    /* the database still takes it */
  }
}

function strike(key) {
  try {
    localStorage.removeItem(JOURNAL + key);
  } catch {
    /* nothing was written either */
  }
}

function noted() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(JOURNAL));
    const rows = keys.map((key) => JSON.parse(localStorage.getItem(key))).filter(Boolean);
    return rows.sort((one, other) => one.stamp - other.stamp);
  } catch {
    return [];
  }
}

export class Store {
  heldBy = null;
  #db = null;
  #loose = new Map();
  #open = new Map();

  constructor(tenant) {
    this.tenant = tenant;
    this.safe = true;
    this.ready = this.#start();
  }

  async #start() {
    try {
      this.#db = await open();
    } catch {
      this.safe = false;
    }
    if (this.#db) forget(this.#db);
    for (const row of noted()) if (!this.#loose.has(row.key)) this.#put(row);
    await Promise.resolve();
  }

  /* Kept from this moment on; the promise is for those who want to know that the database has it. */
  add(row) {
    row.stamp = performance.timeOrigin + performance.now();
    note(row);
    return this.#put(row);
  }

  async #put(row) {
    this.#loose.set(row.key, row);
    if (!this.#db && this.safe) await this.ready;
    if (!this.#db) return;
    try {
      const work = this.#db.transaction("rows", "readwrite");
      work.objectStore("rows").add(row).onerror = (event) => {
        if (event.target.error.name === "ConstraintError") event.preventDefault(); // another window has put it there
      };
      work.commit?.();
      await done(work);
      this.#loose.delete(row.key);
      strike(row.key);
    } catch {
      this.safe = false;
    }
  }

  /* Every row of the tenant, in the order of scanning. */
  async all() {
    await this.ready;
    const kept = this.#db ? await this.#read() : [];
    const known = new Set(kept.map((row) => row.key));
    const loose = [...this.#loose.values()].filter((row) => row.tenant === this.tenant && !known.has(row.key));
    return [...kept, ...loose];
  }

  async #read() {
    try {
      return await answerOf(this.#db.transaction("rows").objectStore("rows").index("tenant").getAll(this.tenant));
    } catch {
      this.safe = false;
      return [];
    }
  }

  change(keys, patch) {
    return this.#each(keys, (rows, row) => rows.put(Object.assign(row, patch)), (row) => note(Object.assign(row, patch)));
  }

  remove(keys) {
    return this.#remove(keys);
  }

  #remove(keys, also) {
    const drop = (row) => {
      this.#loose.delete(row.key);
      strike(row.key);
    };
    return this.#each(keys, (rows, row) => rows.delete(row.n), drop, also);
  }

  async #each(keys, kept, loose, also) {
    for (const key of keys) if (this.#loose.has(key)) loose(this.#loose.get(key));
    if (!this.#db) return;
    try {
      const work = this.#db.transaction(also ? ["rows", "lease"] : "rows", "readwrite");
      const rows = work.objectStore("rows");
      also?.(work);
      for (const key of keys) {
        rows.index("key").get(key).onsuccess = (event) => {
          if (event.target.result) kept(rows, event.target.result);
        };
      }
      await done(work);
    } catch {
      this.safe = false;
    }
  }

  /* What is open in the window that these rows come from, as far as they were answered. */
  async opened(chain) {
    await this.ready;
    if (!chain || !this.#db) return this.#open.get(chain);
    try {
      return (await answerOf(this.#db.transaction("lease").objectStore("lease").get(OPEN + chain)))?.intake;
    } catch {
      this.safe = false;
      return this.#open.get(chain);
    }
  }

  /* Answered: the rows are gone, and in the same moment their window goes on from what is open now. */
  settle(keys, chain, intake) {
    if (!chain) return this.remove(keys);
    this.#open.set(chain, intake);
    const told = { tenant: OPEN + chain, intake, until: Date.now() + OPEN_MS };
    return this.#remove(keys, (work) => work.objectStore("lease").put(told));
  }

  /* One window sends for all that are open at this tenant: whoever holds the lease, until it lets go, falls silent or is `gone`. */
  async lease(holder, gone = holder) {
    const now = Date.now();
    const isOurs = (held) => held.holder === holder || held.holder === gone;
    const isFree = (held) => !held || isOurs(held) || held.until <= now || held.until > now + LEASE_MS;
    return this.#leased((leases, held) => {
      this.heldBy = held?.holder ?? null;
      if (isFree(held)) leases.put({ tenant: this.tenant, holder, until: now + LEASE_MS });
      return isFree(held);
    });
  }

  async release(holder) {
    return this.#leased((leases, held) => {
      if (held?.holder === holder) leases.delete(this.tenant);
      return true;
    });
  }

  async #leased(step) {
    await this.ready;
    if (!this.#db) return true;
    try {
      const work = this.#db.transaction("lease", "readwrite");
      const leases = work.objectStore("lease");
      const said = step(leases, await answerOf(leases.get(this.tenant)));
      await done(work);
      return said;
    } catch {
      this.safe = false;
      return true;
    }
  }
}
