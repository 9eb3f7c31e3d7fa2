// Sends a worry and leaves nobody in doubt: what the server has not answered for is shown in red
// over the whole screen, with the numbers to call. Without this module the form is sent as it is.
// The ids come with the form, so that trying again never makes a second worry of it.

const PATIENCE_MS = 8_000;
const TRY_AGAIN_MS = 15_000;
let sending = false;
let typed = Boolean(document.querySelector(".trouble li"));
let why = "";
let again = 0;

const form = () => document.querySelector("form[data-worry]");
const red = () => document.querySelector("dialog[data-unsent]");

document.addEventListener("input", (event) => { if (event.target.form === form()) typed = true; });
window.addEventListener("beforeunload", (event) => {
  if (!typed) return;
  event.preventDefault();
  event.returnValue = true; // what older browsers go by
});

document.addEventListener("change", (event) => {
  // The numbers to call open below the choice, which may be below the edge of the screen.
  if (event.target.name === "situation") document.querySelector(".danger").scrollIntoView({ block: "nearest" });
});
document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  send();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-retry]")) send();
  if (event.target.closest("[data-back]")) red().close();
});
window.addEventListener("online", () => { if (why) send(); });
document.addEventListener("visibilitychange", () => {
  // Back from the other tab, signed in again.
  if (!document.hidden && why === "session" && red().open) send();
});

async function send() {
  if (sending) return;
  sending = true;
  clearTimeout(again);
  say("sending");
  const outcome = await post(form());
  sending = false;
  if (outcome.arrived) {
    typed = false;
    why = "";
    location.replace(outcome.arrived);
  } else if (outcome.page) {
    mend(outcome.page);
  } else {
    warn(outcome.why);
  }
}

/** Send the form and judge the answer: arrived where, which page to mend, or why nobody knows. */
async function post(sent) {
  if (!navigator.onLine) return { why: "offline" };
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const body = new URLSearchParams(new FormData(sent));
    const answer = await fetch(sent.action, { method: "POST", body, signal: patience.signal });
    const { pathname } = new URL(answer.url);
    // Whatever that page says: the server leads there only after it has recorded the worry.
    if (answer.redirected && pathname === sent.dataset.sent) return { arrived: answer.url };
    if (answer.status === 401 || pathname === sent.dataset.signingIn) return { why: "session" };
    if (answer.status === 422 || answer.status === 409) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (page.querySelector("form[data-worry]")) return { page };
    }
    return { why: "silence" };
  } catch {
    return { why: navigator.onLine ? "silence" : "offline" };
  } finally {
    clearTimeout(timer);
  }
}

function warn(reason) {
  why = reason;
  const screen = red();
  say("unsent");
  for (const part of screen.querySelectorAll("[data-why]")) part.hidden = part.dataset.why !== why;
  if (!screen.open) screen.showModal();
  if (why !== "session") again = setTimeout(send, TRY_AGAIN_MS);
}

/** Show the form as it came back: everything typed, and beside it what to put right. */
function mend(page) {
  why = "";
  typed = true;
  red().close();
  document.getElementById("main").replaceChildren(...page.getElementById("main").childNodes);
  document.dispatchEvent(new Event("change")); // forms.js puts pointless questions aside
  document.querySelector(".trouble")?.focus();
}

function say(what) {
  const state = form().querySelector("[data-state]");
  state.textContent = state.dataset[what];
  state.classList.toggle("unsent-state", what === "unsent");
  const screen = red();
  screen.querySelector("[data-trying]").hidden = what !== "sending";
  if (what === "sending") for (const part of screen.querySelectorAll("p[data-why]")) part.hidden = true;
  for (const button of [form().querySelector("[type=submit]"), screen.querySelector("[data-retry]")]) {
    button.toggleAttribute("aria-disabled", false);
    if (what === "sending") button.setAttribute("aria-disabled", "true");
  }
}
