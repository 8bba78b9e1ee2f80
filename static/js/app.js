/* The connection place in the top bar, and what opens a dialog. Everything here is an addition: pages work without it. */

const connection = document.getElementById("connection");

function showConnection() {
  if (!connection) return;
  const state = navigator.onLine ? "online" : "offline";
  connection.dataset.state = state;
  const word = connection.querySelector(".word");
  word.textContent = word.dataset[state];
}

/* The wireless may be up while the server is not: a request that got no answer says so too. */
function lost() {
  if (!connection) return;
  connection.dataset.state = "offline";
  const word = connection.querySelector(".word");
  word.textContent = word.dataset.offline;
}

window.addEventListener("online", showConnection);
window.addEventListener("offline", showConnection);
document.addEventListener("htmx:error", (event) => {
  if (!event.detail?.ctx?.response) lost();
});
document.addEventListener("htmx:after:request", showConnection);
showConnection();

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (!opener) return;
  opener.closest("[popover]")?.hidePopover?.();
  document.getElementById(opener.dataset.open)?.showModal();
});

/* A menu made of <details> closes when one clicks beside it. */
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

/* A list's filters: what is left blank stays out of the address. */
document.addEventListener("htmx:config:request", (event) => {
  const { sourceElement, request } = event.detail.ctx;
  if (!sourceElement.matches("[data-tidy]")) return;
  for (const [name, value] of [...request.body]) if (value === "") request.body.delete(name);
});

/* The same list asked for twice is one step back, not two. */
document.addEventListener("htmx:before:history:update", (event) => {
  if (event.detail.history.path === location.pathname + location.search) event.preventDefault();
});
