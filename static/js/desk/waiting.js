/* How many scans of a tenant's desk wait in this browser: every page shows it. */

const NAME = "desk-waiting";

export function waiting(tenant) {
  try {
    const all = Object.entries(JSON.parse(localStorage.getItem(NAME)) ?? {});
    const mine = all.filter(([name]) => name === tenant || name.startsWith(`${tenant}/`)); // a desk with a queue of its own
    return mine.reduce((sum, [, count]) => sum + count, 0);
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

export function tell(queue, count) {
  try {
    const all = JSON.parse(localStorage.getItem(NAME)) ?? {};
    if ((all[queue] ?? 0) !== count) localStorage.setItem(NAME, JSON.stringify({ ...all, [queue]: count || undefined }));
  } catch {
    return show(count); // the desk's own page still says it
  }
  return show(waiting(queue.split("/")[0]));
}

export function follow(tenant) {
  show(waiting(tenant));
  window.addEventListener("storage", (event) => {
    if (event.key === NAME) show(waiting(tenant));
  });
}
