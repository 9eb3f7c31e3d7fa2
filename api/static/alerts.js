// One connection for all tabs of a person, on which the server says no more than "look again".
// The bytes are read by hand: EventSource hides the server's pings, and a connection on which
// nothing arrives is a broken one, which whoever is on duty must see.
//
// Tells the page, as events on the document: "alerts:look", "alerts:state" (connecting, open,
// broken, signed-out) and "alerts:pulse" whenever anything arrived.

const bar = document.querySelector("[data-alerts]");
const shared = `tongxin-alerts-${bar.dataset.person}`;
const SILENT_MS = 25_000;
const SOONEST_MS = 1_000;
const LATEST_MS = 10_000;

const channel = "BroadcastChannel" in window ? new BroadcastChannel(shared) : null;
let state = "connecting";
let heardAt = Date.now();
let lastId = "";
let term = 0; // which time this tab leads, nothing when another one does
let terms = 0;
let cut = () => {};

// ── what every tab hears ────────────────────────────────────────────────────────────────────────

function tell(said) {
  channel?.postMessage(said);
  hear(said);
}

function hear(said) {
  if (said.kind === "hello") {
    if (term) channel.postMessage({ kind: "state", state });
    return;
  }
  heardAt = Date.now();
  if (said.kind === "state") show(said.state);
  else document.dispatchEvent(new Event(`alerts:${said.kind}`));
}

function show(next) {
  if (next === state) return;
  state = next;
  document.dispatchEvent(new CustomEvent("alerts:state", { detail: state }));
}

channel?.addEventListener("message", (event) => hear(event.data));
document.addEventListener("alerts:signed-out", () => show("signed-out"));

// ── the tab that holds the connection ───────────────────────────────────────────────────────────

async function lead(mine) {
  let wait = SOONEST_MS;
  while (term === mine) {
    const since = Date.now();
    const end = await follow();
    if (term !== mine) return;
    // The server ends each connection after a while, so that the session is asked for anew.
    if (end === "over" && Date.now() - since > LATEST_MS) continue;
    tell({ kind: "state", state: end === "signed-out" ? end : "broken" });
    wait = end === "cut" ? SOONEST_MS : Math.min(wait * 2, LATEST_MS);
    await pause(wait * (0.75 + Math.random() / 4));
  }
}

/** Read one connection to its end: over as the server meant it, cut, refused or signed-out. */
async function follow() {
  const aborting = new AbortController();
  cut = () => aborting.abort();
  let arrivedAt = Date.now();
  let opened = false;
  const watching = setInterval(() => {
    if (Date.now() - arrivedAt > SILENT_MS) cut();
  }, 1_000);
  try {
    const headers = { Accept: "text/event-stream" };
    if (lastId) headers["Last-Event-ID"] = lastId;
    const answer = await fetch(bar.dataset.stream, { headers, cache: "no-store", signal: aborting.signal });
    if (answer.status === 401 || new URL(answer.url).pathname === bar.dataset.signingIn) return "signed-out";
    if (!answer.ok || !answer.headers.get("content-type")?.startsWith("text/event-stream")) return "refused";
    opened = true;
    tell({ kind: "state", state: "open" });
    tell({ kind: "look" }); // whatever happened while nobody listened
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; ;) {
      const { value, done } = await reader.read();
      if (done) return "over";
      arrivedAt = Date.now();
      tell({ kind: "pulse" });
      const blocks = (rest + value).split(/\r?\n\r?\n/);
      rest = blocks.pop();
      blocks.forEach(take);
    }
  } catch {
    return opened ? "cut" : "refused";
  } finally {
    clearInterval(watching);
    aborting.abort();
  }
}

function take(block) {
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith("id:")) lastId = line.slice(3).trim();
    if (line.startsWith("event:") && line.slice(6).trim() === "look") tell({ kind: "look" });
  }
}

/** Wait, but no longer than until the network or the person is back. */
function pause(ms) {
  return new Promise((resolve) => {
    const over = new AbortController();
    const go = () => { over.abort(); resolve(); };
    setTimeout(go, ms);
    window.addEventListener("online", go, { signal: over.signal });
    document.addEventListener("visibilitychange", go, { signal: over.signal });
  });
}

// ── who leads ───────────────────────────────────────────────────────────────────────────────────

async function stand(options) {
  const mine = ++terms;
  try {
    await navigator.locks.request(shared, options, () => {
      term = mine;
      return lead(mine);
    });
  } catch {
    // Another tab took over because nothing was heard of this one: it may have been asleep.
    term = 0;
    cut();
    stand({});
  }
}

// A leader that sleeps tells nothing: a tab that is looked at takes its place.
setInterval(() => {
  if (term || Date.now() - heardAt <= SILENT_MS) return;
  show("broken");
  if (navigator.locks && document.visibilityState === "visible") {
    heardAt = Date.now();
    stand({ steal: true });
  }
}, 5_000 + Math.random() * 1_000);

window.addEventListener("offline", () => { if (term) cut(); });
channel?.postMessage({ kind: "hello" });
if (navigator.locks && channel) {
  stand({});
} else {
  term = ++terms;
  lead(term);
}
