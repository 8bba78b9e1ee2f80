/* Where a desk has something open (an order), each window has its own. Its rows are a chain: they are done in their order, from
   what was open before the first of them; the store keeps that, so that whichever window sends them says the same, however often.
   The page's address follows. A page that takes the place of another in the same window goes on with its chain. */

const LEFT = "desk-chain";

function left() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(LEFT));
    sessionStorage.removeItem(LEFT); // a window that is doubled has the words of the first one
    return kept;
  } catch {
    return null;
  }
}

export class Chain {
  #form;
  #page;

  constructor(form, page, me) {
    this.#form = form;
    this.#page = page;
    const before = left();
    this.id = before?.tenant === page.tenant && before.intake === page.intake ? before.id : me;
    window.addEventListener("pagehide", () => this.#leave());
    window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  }

  #leave() {
    const { tenant, intake } = this.#page;
    try {
      sessionStorage.setItem(LEFT, JSON.stringify({ id: this.id, tenant, intake }));
    } catch {
      /* the next page begins with what its address says */
    }
  }

  /* What the answer to rows of this window opened is open here from now on. */
  follow(rows, answer) {
    if (rows[0]?.chain !== this.id) return;
    this.#page.intake = this.#form.elements.intake.value = answer.intake;
    this.#page.signIn = answer.signIn;
    history.replaceState(history.state, "", answer.address);
  }

  /* Another window may have sent rows of the page that was here before, when nobody could hear the answer. */
  async catchUp(store) {
    const opened = await store.opened(this.id);
    if (opened === undefined || opened === this.#page.intake) return;
    this.#page.intake = opened;
    location.replace(opened ? `${this.#form.action}?order=${encodeURIComponent(opened)}` : this.#form.action);
  }
}
