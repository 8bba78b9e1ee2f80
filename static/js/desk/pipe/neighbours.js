/* Whether another window of this browser is still there: one that is answers, one that was closed or crashed does not.
   Without a channel nobody can be asked, and a turn ends when its time is up. */

const PATIENCE_MS = 500;

export class Neighbours {
  #channel = null;
  #waiting = new Map();

  constructor(tenant, me) {
    if (typeof BroadcastChannel !== "function") return;
    this.#channel = new BroadcastChannel(`desk-there:${tenant}`);
    this.#channel.addEventListener("message", ({ data }) => {
      if (data.asked === me) this.#channel.postMessage({ here: me });
      if (data.here) this.#waiting.get(data.here)?.();
    });
  }

  isGone(window) {
    if (!this.#channel || !window) return Promise.resolve(false);
    return new Promise((resolve) => {
      const settle = (isGone) => {
        clearTimeout(timer);
        this.#waiting.delete(window);
        resolve(isGone);
      };
      const timer = setTimeout(settle, PATIENCE_MS, true);
      this.#waiting.set(window, () => settle(false));
      this.#channel.postMessage({ asked: window });
    });
  }
}
