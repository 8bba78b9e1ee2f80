/* Messages: closed by their button or Esc; one that carries nothing to act on leaves by itself once it had time to be read. */

const READ_MS = 8000;
const region = document.getElementById("toasts");

function dismiss(toast) {
  const next = toast.nextElementSibling ?? toast.previousElementSibling;
  const hadFocus = toast.contains(document.activeElement);
  toast.remove();
  if (hadFocus) (next ?? document.getElementById("main"))?.focus();
}

function leaveLater(toast) {
  if ("stays" in toast.dataset) return;
  const timer = setInterval(() => {
    if (!toast.isConnected) clearInterval(timer);
    else if (!toast.matches(":hover, :focus-within") && !document.hidden) {
      clearInterval(timer);
      dismiss(toast);
    }
  }, READ_MS);
}

/* What stood in the page when it loaded is not announced: put back, it is. */
function announce(toast) {
  const words = toast.querySelector("p");
  const text = words.textContent;
  words.textContent = "\u00a0";
  setTimeout(() => {
    words.textContent = text;
  }, 60);
}

if (region) {
  for (const toast of region.querySelectorAll("[data-toast]")) {
    announce(toast);
    leaveLater(toast);
  }
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) leaveLater(node);
    }
  }).observe(region, { childList: true });

  region.addEventListener("click", (event) => {
    if (event.target.closest("[data-dismiss]")) dismiss(event.target.closest("[data-toast]"));
  });
  region.addEventListener("keydown", (event) => {
    const toast = event.target.closest("[data-toast]");
    if (event.key === "Escape" && toast) dismiss(toast);
  });
}
