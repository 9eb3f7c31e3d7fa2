// Keeps the lines on what waits for this person true while a page stands open. Whoever answers for
// cases has a connection for that already, one for all tabs; everybody else asks now and then, while
// the page is looked at. Such a question keeps no session open, and after a refusal the next one asks.

const lines = document.querySelector("[data-waiting]");
const EVERY_MS = 60_000;

const AGAIN_MS = 15_000;
const others = "BroadcastChannel" in window ? new BroadcastChannel("tongxin-waiting") : null;
others?.addEventListener("message", look);

let timer = 0;
let isOver = false;

async function look() {
  try {
    const answer = await fetch(lines.dataset.waiting, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (answer.redirected) stop(); // signed out: there is nothing to ask for any more
    if (!answer.ok || !answer.headers.get("content-type")?.startsWith("application/json")) return;
    const waiting = await answer.json();
    for (const line of lines.querySelectorAll("[data-kind]")) {
      // Of how many pupils are in danger it may not be known now: then the line stays as it is.
      if (line.dataset.kind === "risk" && !("risk" in waiting)) continue;
      const number = waiting[line.dataset.kind] ?? 0;
      line.hidden = number === 0;
      for (const words of line.querySelectorAll("[data-words]")) say(words, number, waiting);
    }
  } catch {
    // The next look, or the next page, tells.
  }
}

function say(words, number, { hours, minutes }) {
  const text = words.dataset.words.replace("{n}", number).replace("{h}", hours).replace("{m}", minutes);
  if (words.textContent !== text) words.textContent = text; // what is the same is not read out again
}

function lookWhenSeen() {
  if (document.visibilityState === "visible") look();
}

function stop() {
  isOver = true;
  clearInterval(timer);
  document.removeEventListener("visibilitychange", lookWhenSeen);
}

if (document.querySelector("[data-alerts]")) {
  document.addEventListener("alerts:look", look);
} else {
  timer = setInterval(lookWhenSeen, EVERY_MS);
  document.addEventListener("visibilitychange", lookWhenSeen);
  // A class teacher must not wait a minute to learn of a danger. One tab listens for all.
  if (lines.dataset.stream && navigator.locks) queue();
}

function queue() {
  navigator.locks.request("tongxin-waiting", listen);
}

async function again() {
  await look(); // which tells whether anybody is signed in still
  if (!isOver) queue();
}

// Held for as long as the tab is there, but not by a stream that ended for good: then whichever tab
// is next in line asks anew, and this one queues behind it.
function listen() {
  return new Promise((resolve) => {
    const stream = new EventSource(lines.dataset.stream);
    stream.addEventListener("look", () => {
      others?.postMessage("look");
      look();
    });
    stream.addEventListener("error", () => {
      if (stream.readyState !== EventSource.CLOSED) return; // it connects again by itself
      setTimeout(again, AGAIN_MS);
      resolve();
    });
  });
}
