// Sends a worry or a report and leaves nobody in doubt: what the server has not answered for is shown
// in red over the whole screen, with the numbers to call. It is kept on the telephone before it is
// sent (unsent.js), so that it outlives this page. Without this module the form is sent as it is.
// The ids come with the form, so that trying again never makes a second worry of it.

const TRY_AGAIN_MS = 15_000;
const KEEPING_MS = 2_000;
const NO_ID = "00000000-0000-0000-0000-000000000000";
const { unsent } = self;
if (!unsent) throw new Error("unsent.js did not load: the form is sent as it is");
let sending = false;
let typed = Boolean(document.querySelector(".trouble li"));
let why = "";
let again = 0;

const form = () => document.querySelector("form[data-worry]");
const red = () => document.querySelector("dialog[data-unsent]");
const field = (name) => form().elements.namedItem(name);
const id = () => field(form().dataset.worry).value;
const written = () => field("written_by")?.value ?? "";

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

if (form()?.dataset.copy) fresh();
takeUp();
window.addEventListener("hashchange", takeUp);

/** Give the copy that stands here without a network the ids that a page of the server brings along. */
function fresh() {
  for (const name of form().dataset.copy.split(" ")) field(name).value = crypto.randomUUID();
  form().dataset.sent = form().dataset.sent.replace(NO_ID, id());
  form().action = location.pathname;
  const isOfOne = form().dataset.listed !== location.pathname;
  for (const part of document.querySelectorAll("[data-of-one]")) part.hidden = !isOfOne;
  for (const part of document.querySelectorAll("[data-of-any]")) {
    part.hidden = isOfOne;
    for (const input of part.querySelectorAll("input, select, textarea")) input.disabled = isOfOne;
  }
}

/** Show a form that was kept, as it was typed, when the way here names it, or a link led here. */
async function takeUp() {
  if (!form()) return;
  const isByLink = "link" in form().dataset;
  const held = await heldFor(location.hash.slice(1), isByLink ? form().action : "");
  if (!held) return;
  const entries = new URLSearchParams(held.body);
  for (const input of form().elements) {
    if (!input.name || input.name === "written_by") continue;
    if (input.type === "radio" || input.type === "checkbox") input.checked = entries.getAll(input.name).includes(input.value);
    else input.value = entries.get(input.name) ?? "";
  }
  form().dataset.sent = held.sent;
  form().action = held.action;
  document.dispatchEvent(new Event("change")); // forms.js puts pointless questions aside
  // No other page of whoever came by a link sends it.
  if (isByLink) send();
}

/** Return what was kept under an id, or else last for an address: nothing where neither is. */
async function heldFor(wanted, action) {
  for (const entry of (await unsent.kept(written())).reverse()) {
    if (!entry.sealed || (wanted ? entry.id !== wanted : !action)) continue;
    const held = await unsent.open(entry);
    if (held && (wanted || held.action === action)) return held;
  }
  return null;
}

async function send() {
  if (sending) return;
  sending = true;
  clearTimeout(again);
  say("sending");
  if (!field("entered_at").value) field("entered_at").value = new Date().toISOString();
  const { action, dataset } = form();
  const body = new URLSearchParams(new FormData(form())).toString();
  const held = { id: id(), writer: written(), action, sent: dataset.sent, body };
  const isKept = await keep(held);
  const outcome = await unsent.post(held);
  sending = false;
  if (outcome.arrived) {
    await unsent.drop(held.id).catch(() => {});
    typed = false;
    why = "";
    if (outcome.page) show(outcome.page);
    else location.replace(outcome.arrived);
  } else if (!outcome.page || !mend(outcome.page)) {
    if (isKept) typed = false; // leaving loses nothing
    warn(outcome.why ?? "silence", isKept);
  }
}

/** Return whether it is kept; a browser that cannot keep it may not hold it up either. */
async function keep(held) {
  const late = new Promise((resolve) => { setTimeout(resolve, KEEPING_MS, false); });
  return Promise.race([unsent.keep(held).then(() => true, () => false), late]);
}

function warn(reason, isKept) {
  why = reason;
  const screen = red();
  say("unsent");
  for (const part of screen.querySelectorAll("[data-why]")) part.hidden = part.dataset.why !== why;
  screen.querySelector("[data-kept]").hidden = !isKept;
  if (!screen.open) screen.showModal();
  if (why !== "session") again = setTimeout(send, TRY_AGAIN_MS);
}

/** Show the form as it came back: everything typed, and beside it what to put right. */
function mend(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  if (!page.querySelector("form[data-worry]")) return false;
  why = "";
  typed = true;
  show(html);
  document.dispatchEvent(new Event("change"));
  document.querySelector(".trouble")?.focus();
  return true;
}

/** Show what the server answered in the place of what was here. */
function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  red().close();
  document.getElementById("main").replaceChildren(...page.getElementById("main").childNodes);
  scrollTo(0, 0);
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
