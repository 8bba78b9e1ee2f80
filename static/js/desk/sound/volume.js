/* The button and panel of the sounds. */

const panel = document.getElementById("sounds");
const opener = document.querySelector("[popovertarget=sounds]");
let bound = false;

function bind(sounds) {
  bound = true;
  panel.querySelector("[name=volume]").addEventListener("input", (event) => {
    sounds.change({ volume: Number(event.target.value), muted: false });
  });
  panel.querySelector("[name=muted]").addEventListener("change", (event) => sounds.change({ muted: event.target.checked }));
  panel.addEventListener("change", () => {
    sounds.play("accepted");
    keep(sounds.set);
  });
  panel.addEventListener("click", (event) => {
    const sample = event.target.closest("[data-sound]");
    if (sample) sounds.play(sample.dataset.sound);
  });
}

/* A desk that has a name keeps it, whichever browser is that desk next. */
function keep({ volume, muted }) {
  const { keeps, desk } = panel.dataset;
  if (!desk) return;
  const csrf = document.querySelector("#scan-form [name=csrf_token]").value;
  const body = new URLSearchParams({ csrf_token: csrf, deskId: desk, volume, muted: muted ? "on" : "" });
  fetch(keeps, { method: "POST", body, headers: { "HX-Request": "true", "HX-Request-Type": "partial" } }).catch(() => {});
}

/* Off, on, or not yet allowed: said in words too. */
export function volume(sounds) {
  if (!panel || !opener) return;
  if (!bound) bind(sounds);
  const off = sounds.set.muted || sounds.set.volume === 0;
  panel.querySelector("[name=volume]").value = sounds.set.volume;
  panel.querySelector("[name=muted]").checked = sounds.set.muted;
  opener.dataset.sound = off ? "off" : sounds.isReady ? "on" : "asleep";
  opener.querySelector("[data-words]").textContent = off ? "Sound off" : sounds.isReady ? "Sound on" : "Sound starts with the first scan";
}
