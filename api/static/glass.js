// Counts the minutes of an emergency down and, when they are over, asks for the page again: what
// stood on it is refused then, so that nothing stays in sight longer than it was opened for.

const bar = document.querySelector("[data-seconds]");
const words = bar.querySelector("[data-words]");
// Counted from when the page came: a cheap phone's clock may be wrong.
const since = Date.now();

function tick() {
  const left = Number(bar.dataset.seconds) - (Date.now() - since) / 1000;
  if (left <= 0) {
    clearInterval(ticking);
    location.replace(location.pathname);
    return;
  }
  const told = words.dataset.words.replace("{n}", String(Math.ceil(left / 60)));
  if (words.textContent !== told) words.textContent = told;
}

const ticking = setInterval(tick, 1000);
addEventListener("pageshow", tick);
