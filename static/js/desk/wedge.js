/* A scanner that types. onScan(input, take, options) calls take(text, {scanned, key}) for each code, the field cleared
   before; text is finished: prefix gone, layout translated, the GS1 separator U+001D. `scanned` says whether it came at a
   scanner's speed; only then are prefix and layout applied, so that what a person types or pastes stays as it is.
   options (a desk's, from Wedge.for_page): suffix any | enter | tab | none, burst, prefix, separator, translation;
   names: keys that type nothing are written out, such as <F8>. Answers {takeNow, stop}. */

export const GS = "\u001d";
const FAST = 60; // ms between keys; nobody types so fast for long
const PAUSE = 250; // a burst is over, Bluetooth's gaps included
const MESSAGE = /^(\](C1|d2|Q3|J1|e[012])|01\d{14}|00\d{18})/; // as in webapp/core/codes/reading.py

/* How fast the field was filled. */
function pace() {
  let count, fast, last;
  const reset = () => ([count, fast, last] = [0, 0, -Infinity]);
  reset();
  return {
    reset,
    key(at) {
      if (at - last <= FAST) fast += 1;
      count += 1;
      last = at;
    },
    isRunning: (at) => at - last <= PAUSE,
    isScanner: () => count >= 3 && fast >= (count - 1) * 0.7,
  };
}

/* A key that types nothing, as the set-up page writes it. */
function nameOf(event) {
  if (/^F\d+$/.test(event.key)) return `<${event.key}>`;
  return event.ctrlKey && !event.altKey && event.key.length === 1 ? `<Ctrl+${event.key}>` : "";
}

/* The separator as keyboards send it: the character itself, its key, Ctrl+] wherever that key is, or one chosen key. */
function isSeparator(event, separator, inBurst) {
  if (separator && separator === nameOf(event)) return true;
  if (event.key === GS || event.key === "GroupSeparator") return true;
  if (event.key === "Unidentified" && event.keyCode === 29) return true;
  if (!event.ctrlKey || event.altKey || event.metaKey) return false;
  return event.key === "]" || (inBurst && event.code === "BracketRight");
}

/* What was typed, as the scanner meant it: the same as Wedge.read in webapp/core/codes/wedge.py. */
export function decode(typed, { prefix = "", separator = "", translation = {} } = {}, scanned = true) {
  let text = typed.normalize("NFC").replace(/^[ \t]+|[ \t]+$/g, "");
  if (scanned) {
    if (prefix && text.startsWith(prefix)) text = text.slice(prefix.length);
    text = [...text].map((character) => (Object.hasOwn(translation, character) ? translation[character] : character)).join("");
  }
  return separator && MESSAGE.test(text) ? text.replaceAll(separator, GS) : text;
}

export function onScan(input, take, options = {}) {
  const { suffix = "any", burst = false, separator = "", names = false } = options;
  const speed = pace();
  const listening = new AbortController();
  let timer = 0;
  let held = ""; // digits typed on the number pad with Alt down

  function write(text) {
    input.setRangeText(text, input.selectionStart, input.selectionEnd, "end");
    expectEnd();
  }

  function takeNow(key = "") {
    clearTimeout(timer);
    const scanned = speed.isScanner();
    const text = decode(input.value, options, scanned);
    input.value = "";
    speed.reset();
    held = "";
    if (text) take(text, { scanned, key });
  }

  function expectEnd() {
    clearTimeout(timer);
    if (burst || suffix === "none") timer = setTimeout(() => speed.isScanner() && takeNow("none"), PAUSE);
  }

  /* Enter as a key, or as the control characters CR and LF. Before a Tab moves on it must have something to end. */
  function endOf(event, inBurst) {
    if (event.key === "Enter") return "enter";
    if (event.ctrlKey && inBurst && (event.key === "j" || event.key === "m")) return "enter";
    const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    return event.key === "Tab" && plain && suffix !== "enter" && input.value.trim() ? "tab" : "";
  }

  function onKey(event) {
    if (event.isComposing) return;
    const inBurst = speed.isRunning(event.timeStamp);
    const end = endOf(event, inBurst);
    if (end) {
      event.preventDefault();
      if (!event.repeat) takeNow(end);
    } else if (isSeparator(event, separator, inBurst)) {
      event.preventDefault();
      write(GS);
    } else if (names && nameOf(event) && inBurst) {
      event.preventDefault();
      write(nameOf(event));
    } else if (event.altKey && /^Numpad\d$/.test(event.code)) {
      held += event.code.at(-1);
    }
    if (!["Shift", "Control", "Alt", "AltGraph", "CapsLock"].includes(event.key)) speed.key(event.timeStamp);
    if (end) speed.reset();
  }

  function onKeyUp(event) {
    if (event.key !== "Alt") return;
    if (Number(held) === 29) {
      event.preventDefault();
      write(GS);
    }
    held = "";
  }

  function onPaste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim());
    if (lines.length < 2 && !text.includes(GS)) return;
    event.preventDefault();
    if (lines.length < 2) return write(lines[0]);
    input.value = "";
    speed.reset();
    for (const line of lines) take(decode(line, options, false), { scanned: false, key: "paste" });
  }

  /* A restored or emptied field begins anew. */
  function onInput() {
    if (!input.value) speed.reset();
    expectEnd();
  }

  const { signal } = listening;
  input.addEventListener("keydown", onKey, { signal });
  input.addEventListener("keyup", onKeyUp, { signal });
  input.addEventListener("paste", onPaste, { signal });
  input.addEventListener("input", onInput, { signal });
  return { takeNow, stop: () => listening.abort() };
}
