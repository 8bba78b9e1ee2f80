/* On every page: how many scans wait in this browser. Signing out keeps them, and says so first. */

import { follow, waiting } from "./waiting.js";

const { tenant } = document.body.dataset;
const dialog = document.getElementById("leaving");

if (tenant) follow(tenant);

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target.closest("form[data-sign-out]");
    const count = form && dialog ? waiting(tenant) : 0;
    if (count === 0 || form.dataset.sure) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // nothing is left yet: drafts stay too
    dialog.querySelector("[data-count]").textContent = count === 1 ? "1 scan is" : `${count} scans are`;
    dialog.querySelector("[data-leave]").addEventListener("click", () => {
      form.dataset.sure = "yes";
      form.requestSubmit();
    }, { once: true });
    form.closest("[popover]")?.hidePopover?.();
    dialog.showModal();
  },
  { capture: true },
);
