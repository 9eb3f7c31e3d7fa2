// Puts away what a page tells of children once nobody used it for two minutes. Alerts go on above it.
// A touch or a key brings it back; after as long as a session lasts unused the page is asked for anew.

const AFTER_MS = 2 * 60_000;
const LOOK_MS = 1_000;
const USES = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];
const cover = document.querySelector("[data-concealed]");
const main = document.querySelector("main");
const lastsMs = cover.dataset.minutes * 60_000;
let usedAt = Date.now();
let focused;

function conceal() {
  focused = document.activeElement;
  main.inert = true;
  cover.hidden = false;
  document.body.classList.add("concealed");
  cover.querySelector("button").focus({ preventScroll: true });
}

function reveal() {
  if (Date.now() - usedAt > lastsMs) {
    location.reload();
    return;
  }
  usedAt = Date.now();
  document.body.classList.remove("concealed");
  cover.hidden = true;
  main.inert = false;
  focused?.focus({ preventScroll: true });
}

function use(event) {
  if (cover.hidden) {
    usedAt = Date.now();
  } else if (event.type === "pointerdown" || event.type === "keydown") {
    // What brings it back presses nothing below.
    event.preventDefault();
    reveal();
  }
}

for (const each of USES) document.addEventListener(each, use, { capture: true, passive: false });
setInterval(() => {
  if (cover.hidden && Date.now() - usedAt > AFTER_MS) conceal();
}, LOOK_MS);
