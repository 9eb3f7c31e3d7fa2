// Looks again when something changed: a desk or a case in place, any other page at the numbers of
// cases nobody has taken and of reports of harm nobody has received. Keeps the "… ago" of every page up to date.

const bar = document.querySelector("[data-alerts]");
const badge = document.querySelector("[data-untaken]");
const connection = bar.querySelector("[data-connection]");
const FIELDS = "input:not([type=hidden]), select, textarea";
const LATEST_MS = 10_000;

// ── the connection, in words ────────────────────────────────────────────────────────────────────

function showState(state) {
  connection.hidden = false;
  connection.className = `connection ${state}`;
  const word = connection.dataset[state === "signed-out" ? "signedOut" : state];
  const words = connection.querySelector("[data-words]");
  if (words.textContent !== word) words.textContent = word;
  bar.querySelector("[data-sign-in]").hidden = state !== "signed-out";
}

bar.querySelector("[data-unscripted]").remove();
document.addEventListener("alerts:state", (event) => showState(event.detail));
showState("connecting");

// ── the number ──────────────────────────────────────────────────────────────────────────────────

let untaken = Number(badge.dataset.untaken);

function showUntaken(number) {
  const more = number > untaken;
  untaken = number;
  const words = badge.querySelector("[data-words]");
  badge.hidden = number === 0;
  badge.querySelector("[data-number]").textContent = number;
  words.textContent = words.dataset.words.replace("{n}", number);
  showTitle();
  if (more) bar.querySelector("[data-announced]").textContent = bar.dataset.arrived.replace("{n}", number);
  document.dispatchEvent(new CustomEvent("alerts:untaken", { detail: number }));
}

function showReports(number) {
  const reports = document.querySelector("[data-reports]"); // a page drawn anew has another
  if (!reports) return;
  const words = reports.querySelector("[data-words]");
  reports.dataset.reports = number;
  reports.hidden = number === 0;
  const said = words.dataset.words.replace("{n}", number);
  if (words.textContent !== said) words.textContent = said;
  showTitle();
  document.dispatchEvent(new CustomEvent("alerts:reports", { detail: number }));
}

function showTitle() {
  const waiting = untaken + Number(document.querySelector("[data-reports]")?.dataset.reports ?? 0);
  const title = document.title.replace(/^\(\d+\) /, "");
  document.title = waiting ? `(${waiting}) ${title}` : title;
}

// ── how long ago ────────────────────────────────────────────────────────────────────────────────

let ahead = 0; // by how much this device's clock is ahead of the server's

function setClock(main) {
  if (main?.dataset.now) ahead = Date.now() - Date.parse(main.dataset.now);
}

function ago(minutes) {
  const said = bar.dataset;
  if (minutes < 1) return said.justNow;
  if (minutes < 60) return said.minutes.replace("{m}", minutes);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return said.days.replace("{d}", Math.floor(hours / 24));
  const rest = minutes % 60;
  return (rest ? said.hoursMinutes : said.hours).replace("{h}", hours).replace("{m}", rest);
}

function tellTimes() {
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const passed = Date.now() - ahead - Date.parse(time.dateTime);
    const words = ago(Math.max(0, Math.floor(passed / 60_000)));
    if (time.textContent !== words) time.textContent = words;
  }
}

setInterval(tellTimes, 30_000);

// ── looking again ───────────────────────────────────────────────────────────────────────────────

let looking = false;
let again = false;
let owed = false; // something changed while a field was being filled in
let wait = 1_000;
let drawn = "";
let pressed = false;

async function look() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  again = false;
  try {
    const main = document.querySelector("main[data-live]");
    await (main && document.visibilityState === "visible" ? lookAtPage(main) : lookAtNumber());
    wait = 1_000;
  } catch {
    again = false;
    setTimeout(look, wait);
    wait = Math.min(wait * 2, LATEST_MS);
  }
  looking = false;
  if (again) look();
}

async function fetched(address, accept) {
  // The page asks and not the person: only before the duty desk does that keep the session.
  const headers = { Accept: accept, "Tongxin-Looks-Again": "1" };
  const answer = await fetch(address, { headers, cache: "no-store" });
  if (answer.status === 401 || new URL(answer.url).pathname === bar.dataset.signingIn) {
    document.dispatchEvent(new Event("alerts:signed-out"));
    return null;
  }
  // A page that is not mine any more is no reason to ask for ever.
  if (answer.status >= 500 || answer.status === 429) throw new Error(`status ${answer.status}`);
  return answer.ok ? answer : null;
}

async function lookAtNumber() {
  const answer = await fetched(bar.dataset.count, "application/json");
  if (!answer) return;
  const waiting = await answer.json();
  showUntaken(waiting.untaken);
  showReports(waiting.reports);
}

async function lookAtPage(main) {
  const answer = await fetched(location.href, "text/html");
  if (!answer) return lookAtNumber();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const number = page.querySelector("[data-untaken]");
  const reports = Number(page.querySelector("[data-reports]")?.dataset.reports ?? 0);
  const next = page.querySelector("main[data-live]");
  owed = Boolean(next) && isBusy(main);
  if (next && !owed) swap(main, next);
  if (number) showUntaken(Number(number.dataset.untaken));
  showReports(reports);
}

function isBusy(main) {
  const held = document.activeElement;
  if (pressed || (main.contains(held) && held.matches(FIELDS))) return true;
  return [...main.querySelectorAll(FIELDS)].some(isChanged);
}

function isChanged(field) {
  if (field instanceof HTMLSelectElement) {
    const given = [...field.options].findIndex((each) => each.defaultSelected);
    return field.selectedIndex !== Math.max(given, 0);
  }
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}

function swap(main, next) {
  setClock(next);
  main.dataset.now = next.dataset.now;
  if (next.innerHTML === drawn) return tellTimes();
  drawn = next.innerHTML;
  const held = main.contains(document.activeElement) ? nameOf(document.activeElement) : null;
  const open = new Set([...main.querySelectorAll("details[open]")].map((each) => each.id));
  const { scrollX, scrollY } = window;
  main.replaceChildren(...next.childNodes);
  for (const each of main.querySelectorAll("details[id]")) each.open ||= open.has(each.id);
  if (held) {
    const found = [...main.querySelectorAll("a, button, [id]")].find((each) => nameOf(each) === held);
    (found ?? main).focus({ preventScroll: true });
  }
  window.scrollTo(scrollX, scrollY);
  tellTimes();
}

/** What an element is called by, so that it is found again in a page drawn anew. */
function nameOf(element) {
  return element.id || element.href || (element.form ? `${element.form.action} ${element.name}` : "");
}

function lookIfOwed() {
  if (owed) look();
}

document.addEventListener("alerts:look", look);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") look(); });
document.addEventListener("focusout", () => setTimeout(lookIfOwed, 200));
document.addEventListener("pointerdown", () => { pressed = true; });
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => { pressed = false; setTimeout(lookIfOwed, 200); });
}

setClock(document.querySelector("main[data-live]"));
showUntaken(untaken);
