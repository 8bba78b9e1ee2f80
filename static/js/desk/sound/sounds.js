/* Five sounds that differ without looking: two rising notes, the same note twice, a low buzz, a fall, a dull tick.
   Browsers stay silent until somebody touches the page or presses a key; a scanner's first key is one. */

const TUNES = {
  accepted: { wave: "sine", notes: [[880, 0, 0.07], [1320, 0.07, 0.12]], loud: 0.8 },
  attention: { wave: "triangle", notes: [[587, 0, 0.13], [587, 0.2, 0.13]], loud: 1 },
  refused: { wave: "sawtooth", notes: [[147, 0, 0.42]], loud: 0.7 },
  undone: { wave: "sine", notes: [[988, 0, 0.3, 370]], loud: 0.8 },
  waiting: { wave: "square", notes: [[330, 0, 0.035]], loud: 0.35 },
};
const FADE = 0.012;
const FULL = 100;

function recall(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export class Sounds {
  #context = null;

  /* `kept` is what the desk's set-up says; a browser that is no desk remembers by itself. */
  constructor(desk, kept, changed) {
    this.name = `desk-sound:${desk}`;
    this.changed = changed;
    this.set = { volume: 70, muted: false, ...(kept ?? recall(this.name, {})) };
    for (const gesture of ["pointerdown", "keydown"]) document.addEventListener(gesture, () => this.#wake(), { capture: true });
  }

  get isReady() {
    return this.#context?.state === "running";
  }

  #wake() {
    const Kind = window.AudioContext ?? window.webkitAudioContext;
    if (!Kind) return;
    if (!this.#context) {
      this.#context = new Kind({ latencyHint: "interactive" });
      this.#context.addEventListener("statechange", () => this.changed(this));
    }
    if (this.#context.state !== "running") this.#context.resume().catch(() => {});
  }

  change(patch) {
    Object.assign(this.set, patch);
    try {
      localStorage.setItem(this.name, JSON.stringify(this.set));
    } catch {
      /* then it holds as long as the page does */
    }
    this.changed(this);
  }

  play(name) {
    const tune = TUNES[name];
    if (!tune || !this.#context || this.set.muted || this.set.volume === 0) return;
    const start = this.#context.currentTime + 0.005;
    for (const [pitch, after, length, to] of tune.notes) this.#note(tune, pitch, start + after, length, to);
  }

  #note({ wave, loud }, pitch, start, length, to) {
    const tone = this.#context.createOscillator();
    const gain = this.#context.createGain();
    const level = loud * (this.set.volume / FULL) ** 2;
    tone.type = wave;
    tone.frequency.value = pitch;
    if (to) tone.frequency.setValueAtTime(pitch, start).exponentialRampToValueAtTime(to, start + length);
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(level, start + FADE);
    gain.gain.setValueAtTime(level, start + length);
    gain.gain.linearRampToValueAtTime(0, start + length + FADE);
    tone.connect(gain).connect(this.#context.destination);
    tone.start(start);
    tone.stop(start + length + 2 * FADE);
  }
}
