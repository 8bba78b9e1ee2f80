/* Light, dark, as the device; dense or roomy rows: the same forms post and come back, this saves the round trip. */

const YEAR = 365 * 24 * 3600;
const MEDIA = { light: "not all", dark: "screen", auto: "screen and (prefers-color-scheme: dark)" };

function remember(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`;
}

function setTheme(value) {
  const root = document.documentElement;
  remember("theme", value);
  if (value === "auto") delete root.dataset.theme;
  else root.dataset.theme = value;
  document.getElementById("dark").media = MEDIA[value];
  for (const button of document.querySelectorAll("[data-theme-switch] button")) {
    button.setAttribute("aria-pressed", String(button.value === value));
  }
}

function setDensity(value) {
  remember("density", value);
  document.documentElement.dataset.density = value;
  document.querySelector(`[data-density-switch] button.only-${value}`)?.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!event.submitter) return;
  if ("themeSwitch" in form.dataset) setTheme(event.submitter.value);
  else if ("densitySwitch" in form.dataset) setDensity(event.submitter.value);
  else return;
  event.preventDefault();
});
