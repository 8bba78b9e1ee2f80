/* One click copies a code. The clipboard needs https or localhost; on a plain network the old way does it. */

function copyTheOldWay(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "sr";
  document.body.append(area);
  const before = document.activeElement;
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus({ preventScroll: true });
  return done;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyTheOldWay(text);
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button || !(await copy(button.dataset.copy))) return;
  const name = button.getAttribute("aria-label");
  button.classList.add("copied");
  button.setAttribute("aria-label", `Copied ${button.dataset.copy}`);
  setTimeout(() => {
    button.classList.remove("copied");
    button.setAttribute("aria-label", name);
  }, 1600);
});
