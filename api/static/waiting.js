// Keeps the lines on what waits for this person true while a page stands open. Whoever answers for
// cases has a connection for that already; everybody else is given one of their own here.

const lines = document.querySelector("[data-waiting]");

async function look() {
  try {
    const answer = await fetch(lines.dataset.waiting, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok || !answer.headers.get("content-type")?.startsWith("application/json")) return;
    const waiting = await answer.json();
    for (const line of lines.querySelectorAll("[data-kind]")) {
      const number = waiting[line.dataset.kind];
      const words = line.querySelector("[data-words]");
      line.hidden = number === 0;
      words.textContent = words.dataset.words.replace("{n}", number);
    }
  } catch {
    // The next look, or the next page, tells.
  }
}

if (document.querySelector("[data-alerts]")) {
  document.addEventListener("alerts:look", look);
} else {
  new EventSource(lines.dataset.stream).addEventListener("look", look);
}
