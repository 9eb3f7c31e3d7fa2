// On every page: sends what was kept on this telephone, and says in red what is still not sent.

const { unsent } = self;
const bar = document.querySelector("[data-kept-bar]");
const { writer } = bar.dataset;
// Where a link opens nothing any more nobody is told whose it was: what was typed for that case is sent.
const within = "within" in bar.dataset ? `${location.pathname.split("/").slice(0, 3).join("/")}/` : "";
const lines = { waiting: bar.querySelector("[data-waiting-kept]"), arrived: bar.querySelector("[data-arrived]") };
let isAtIt = false;

async function look() {
  // The form of whoever came by a link takes up and sends what was kept of it itself.
  if (isAtIt || document.querySelector("form[data-link]")) return;
  isAtIt = true;
  try {
    show(await unsent.sendAll(writer, idOnPage(), within));
  } catch {
    // A browser that keeps nothing has nothing to send.
  } finally {
    isAtIt = false;
  }
}

/** The form on this page is sent by worry.js. */
function idOnPage() {
  const form = document.querySelector("form[data-worry]");
  return form?.elements.namedItem(form.dataset.worry)?.value ?? "";
}

async function show(outcomes) {
  const left = outcomes.filter((each) => !each.arrived);
  const isHere = (each) => !within && new URL(each.arrived, location).pathname === location.pathname;
  const here = outcomes.filter((each) => each.arrived && isHere(each));
  for (const { entry } of here) await unsent.drop(entry.id);
  const elsewhere = outcomes.filter((each) => each.arrived && !here.includes(each));
  lines.arrived.hidden = elsewhere.length === 0;
  if (elsewhere.length) lines.arrived.querySelector("a").href = elsewhere[0].arrived;
  if (within) {
    // There is no page on which to see how it goes on: it is told here, once.
    lines.arrived.querySelector("a").hidden = true;
    for (const { entry } of elsewhere) await unsent.drop(entry.id);
  }
  lines.waiting.hidden = left.length === 0;
  if (left.length) {
    const number = lines.waiting.querySelector("[data-words]");
    number.textContent = number.dataset.words.replace("{n}", left.length);
    const [{ entry }] = left;
    const held = await unsent.open(entry);
    const way = lines.waiting.querySelector("a[data-open]");
    way.hidden = !held;
    if (held) way.href = `${new URL(held.action, location).pathname}#${entry.id}`;
    lines.waiting.querySelector("[data-drop]").onclick = async () => {
      await unsent.drop(entry.id);
      look();
    };
  }
  bar.hidden = lines.waiting.hidden && lines.arrived.hidden;
}

lines.waiting.querySelector("[data-again]").addEventListener("click", look);
window.addEventListener("online", look);
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
look();
