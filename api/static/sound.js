// A sound while a case waits that nobody has taken, or a report of harm that nobody has received;
// one tab makes it, and it can be switched off.

const bar = document.querySelector("[data-alerts]");
const button = bar.querySelector("[data-sound]");
const KEPT = "tongxin.sound";
const EVERY_MS = 10_000;

let untaken = Number(document.querySelector("[data-untaken]").dataset.untaken);
let reports = Number(document.querySelector("[data-reports]")?.dataset.reports ?? 0);
let soundedAt = 0;
let wanted = kept() !== "off";
const audio = "AudioContext" in window ? new AudioContext() : null;

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // a browser that keeps nothing has sound, too
  }
}

function keep() {
  try {
    localStorage.setItem(KEPT, wanted ? "on" : "off");
  } catch {
    // It holds for this page all the same.
  }
}

const isBlocked = () => wanted && audio.state !== "running";

function show() {
  button.hidden = false;
  button.classList.toggle("blocked", isBlocked());
  button.textContent = button.dataset[isBlocked() ? "blocked" : wanted ? "on" : "off"];
}

// ── the sound ───────────────────────────────────────────────────────────────────────────────────

function note(hertz, at) {
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.frequency.value = hertz;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.25, at + 0.02);
  loudness.gain.linearRampToValueAtTime(0, at + 0.28);
  tone.connect(loudness).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.3);
}

function sound() {
  soundedAt = Date.now();
  note(784, audio.currentTime);
  note(988, audio.currentTime + 0.32);
  document.dispatchEvent(new Event("alerts:sound"));
}

function soundIfDue() {
  const isEarly = Date.now() - soundedAt < EVERY_MS - 500;
  if (untaken + reports === 0 || !wanted || isBlocked() || isEarly) return;
  if (!navigator.locks) {
    sound();
    return;
  }
  // Whoever holds the lock has sounded for all tabs; it is held until the next time.
  navigator.locks.request(`tongxin-sound-${bar.dataset.person}`, { ifAvailable: true }, (lock) => {
    if (!lock) return undefined;
    sound();
    return new Promise((resolve) => { setTimeout(resolve, EVERY_MS - 1_000); });
  });
}

if (audio) {
  button.addEventListener("click", async () => {
    if (isBlocked()) {
      await audio.resume();
    } else {
      wanted = !wanted;
      keep();
      if (wanted) await audio.resume();
    }
    show();
    soundIfDue();
  });
  audio.addEventListener("statechange", () => { show(); soundIfDue(); });
  // Any touch of the page lets the browser sound.
  document.addEventListener("pointerdown", () => audio.resume(), { once: true });
  document.addEventListener("keydown", () => audio.resume(), { once: true });
  window.addEventListener("storage", (event) => {
    if (event.key !== KEPT) return;
    wanted = event.newValue !== "off";
    show();
  });
  document.addEventListener("alerts:untaken", (event) => { untaken = event.detail; soundIfDue(); });
  document.addEventListener("alerts:reports", (event) => { reports = event.detail; soundIfDue(); });
  document.addEventListener("alerts:pulse", soundIfDue);
  setInterval(soundIfDue, EVERY_MS);
  show();
  soundIfDue();
}
