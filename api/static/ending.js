// Tells three minutes before a session ends for want of use, and keeps it at the press of a button.
// When it has ended meanwhile, by twelve hours or from elsewhere, it tells that instead.
// Only where something may have been typed; a page of words can be opened again.

const BEFORE_MS = 3 * 60_000;
const told = document.querySelector("[data-ending]");
const wait = told.dataset.minutes * 60_000 - BEFORE_MS;
let waiting;

const [before, still, after] = ["[data-before]", "button", "[data-after]"].map((each) => told.querySelector(each));

function begin() {
  told.hidden = true;
  clearTimeout(waiting);
  waiting = setTimeout(() => { told.hidden = false; }, wait);
}

still.addEventListener("click", async () => {
  try {
    const answer = await fetch(told.dataset.ending, { cache: "no-store", redirect: "manual" });
    if (answer.status === 204) {
      begin();
    } else {
      before.hidden = still.hidden = true;
      after.hidden = false;
    }
  } catch {
    // Without a network the line stays: it can be pressed again.
  }
});

if (document.querySelector("form[data-guard]")) begin();
