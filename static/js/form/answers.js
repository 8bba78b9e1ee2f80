/* An answer that is none of ours changes nothing in a form. htmx puts in whatever comes back: a sign-in page, an error, a
   page of the network's. For every part of every form it is held back here, and said in words instead.
   Who signed in again elsewhere goes on here: the form gets a token that holds, and "form:again" says so. */

const REGION = "#form";
const GOOD = (status) => (status >= 200 && status < 300) || status === 422;
const WORDS = {
  ended: "Your session has ended: sign in in another tab, then go on; nothing is lost.",
  away: "The server did not answer; nothing is lost, and it is asked again with the next change.",
  other: "Somebody else is signed in now. Sign in as yourself in another tab, then go on; nothing is lost.",
};
const { owner, signIn } = document.body.dataset;
let said = null;
let asked = false;
let isLeaving = false;

const fills = (ctx) => [ctx?.sourceElement, ctx?.target].some((one) => one instanceof Element && one.closest(REGION));

function hush() {
  said?.remove();
  said = null;
}

function say(kind) {
  if (said?.isConnected && said.dataset.said === kind) return;
  hush();
  const blank = document.getElementById("toast-blank");
  if (!blank) return;
  said = blank.content.firstElementChild.cloneNode(true);
  said.dataset.said = kind;
  const words = said.querySelector("p");
  words.append(WORDS[kind]);
  if (kind !== "away" && signIn) {
    const link = Object.assign(document.createElement("a"), { href: signIn, target: "_blank", rel: "noopener" });
    link.textContent = "Sign in";
    words.append(" ", link);
  }
  document.getElementById("toasts").append(said);
}

function isEnded({ raw }) {
  return raw.status === 401 || (raw.redirected && new URL(raw.url).pathname === signIn);
}

/* Signing in anew makes the token of an open form useless: this page, fetched again, has one that holds. */
async function renew() {
  const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  const text = await answer?.text();
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(text, "text/html");
  if (page.body.dataset.owner !== owner) return say("other");
  const token = page.querySelector("[name=csrf_token]")?.value;
  if (!token) return;
  for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token;
  const headers = "hx-headers:inherited";
  document.body.setAttribute(headers, page.body.getAttribute(headers));
  hush();
  document.dispatchEvent(new Event("form:again"));
}

document.addEventListener("htmx:before:response", (event) => {
  const { ctx } = event.detail;
  if (!fills(ctx) || (GOOD(ctx.response.status) && !ctx.response.raw.redirected)) return;
  event.preventDefault();
  ctx.response.raw.text().catch(() => ""); // read to its end, or its connection stays taken
  say(isEnded(ctx.response) ? "ended" : "away");
  if (ctx.response.status !== 403 || asked) return;
  asked = true; // once: whoever may not do this may not do it with another token either
  renew();
});

document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  const main = tasks.find((task) => task.type === "main");
  if (!fills(ctx) || !ctx.select || main?.fragment.firstElementChild) return;
  event.preventDefault();
  say("away");
});

document.addEventListener("htmx:after:swap", (event) => {
  if (!fills(event.detail.ctx)) return;
  asked = false;
  hush();
});

document.addEventListener("htmx:error", (event) => {
  const { ctx } = event.detail;
  if (fills(ctx) && !ctx.response && !isLeaving) say("away");
});

window.addEventListener("pagehide", () => {
  isLeaving = true;
});
window.addEventListener("pageshow", () => {
  isLeaving = false;
});
for (const [place, name] of [[window, "focus"], [document, "visibilitychange"]]) {
  place.addEventListener(name, () => {
    if (said && said.dataset.said !== "away" && !document.hidden) renew();
  });
}
