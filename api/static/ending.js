// Tells three minutes before a session ends for want of use, and keeps it at the press of a button.
// Only where something may have been typed; a page of words can be opened again.

const BEFORE_MS = 3 * 60_000;
const told = document.querySelector("[data-ending]");
const wait = told.dataset.minutes * 60_000 - BEFORE_MS;
let waiting;

function begin() {
  told.hidden = true;
  clearTimeout(waiting);
  waiting = setTimeout(() => { told.hidden = false; }, wait);
}

told.querySelector("button").addEventListener("click", async () => {
  try {
    const answer = await fetch(told.dataset.ending, { cache: "no-store", redirect: "manual" });
    if (answer.status === 204) begin();
  } catch {
    // Without a network the line stays: it can be pressed again.
  }
});

if (document.querySelector("form[data-guard]")) begin();
