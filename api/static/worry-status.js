// Keeps the page of a worry true: looked at again when the server says that something changed, and
// every few seconds while it cannot say so. Without this module it is looked at again by hand.

const POLL_MS = 10_000;
const part = () => document.querySelector("[data-standing]");
const { stream, signingIn } = part().dataset;
let polling = 0;
let looking = false;

async function look() {
  if (looking || document.hidden) return;
  looking = true;
  try {
    // The page asks and not the person: that keeps no session.
    const answer = await fetch(location.href, { headers: { "Tongxin-Looks-Again": "1" }, cache: "no-store" });
    if (new URL(answer.url).pathname === signingIn) return stop();
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-standing]");
    if (now.dataset.standing === part().dataset.standing) return;
    part().dataset.standing = now.dataset.standing;
    part().replaceChildren(...now.childNodes);
  } catch {
    // No network just now: what is shown was true, and the next look will tell.
  } finally {
    looking = false;
  }
}

function poll(on) {
  clearInterval(polling);
  polling = on ? setInterval(look, POLL_MS) : 0;
}

const source = "EventSource" in window ? new EventSource(stream) : null;
source?.addEventListener("open", () => { poll(false); look(); });
source?.addEventListener("look", look);
source?.addEventListener("error", () => { if (!polling) poll(true); });
if (!source) poll(true);
document.addEventListener("visibilitychange", look);

function stop() {
  source?.close();
  poll(false);
}
