// On every page: sends what was kept on this telephone, and says in red what is still not sent.

const { unsent } = self;
const bar = document.querySelector("[data-kept-bar]");
const { writer } = bar.dataset;
const lines = { waiting: bar.querySelector("[data-waiting-kept]"), arrived: bar.querySelector("[data-arrived]") };
let isAtIt = false;

async function look() {
  if (isAtIt) return;
  isAtIt = true;
  try {
    show(await unsent.sendAll(writer, idOnPage()));
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
  const here = outcomes.filter((each) => each.arrived && new URL(each.arrived, location).pathname === location.pathname);
  for (const { entry } of here) await unsent.drop(entry.id);
  const elsewhere = outcomes.filter((each) => each.arrived && !here.includes(each));
  lines.arrived.hidden = elsewhere.length === 0;
  if (elsewhere.length) lines.arrived.querySelector("a").href = elsewhere[0].arrived;
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
