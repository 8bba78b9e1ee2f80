/* How many scans of a tenant's desk wait in this browser: every page shows it. */

const NAME = "desk-waiting";

export function waiting(tenant) {
  try {
    return JSON.parse(localStorage.getItem(NAME))?.[tenant] ?? 0;
  } catch {
    return 0;
  }
}

export function show(count) {
  const place = document.getElementById("waiting-count");
  if (!place) return;
  place.hidden = count === 0;
  place.querySelector("b").textContent = String(count);
}

export function tell(tenant, count) {
  show(count);
  if (waiting(tenant) === count) return;
  try {
    const all = JSON.parse(localStorage.getItem(NAME)) ?? {};
    localStorage.setItem(NAME, JSON.stringify({ ...all, [tenant]: count || undefined }));
  } catch {
    /* the desk's own page still says it */
  }
}

export function follow(tenant) {
  show(waiting(tenant));
  window.addEventListener("storage", (event) => {
    if (event.key === NAME) show(waiting(tenant));
  });
}
