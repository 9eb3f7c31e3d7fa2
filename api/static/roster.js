// A list being recorded: the page is asked for again every two seconds and put in place.
// Without scripts the browser does the same by itself.

const EVERY_MS = 2_000;

async function look() {
  const shown = document.querySelector("[data-progress]");
  if (!shown) return;
  try {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    if (!answer.ok) throw new Error("not now");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-progress]");
    if (!fresh) {
      location.replace(location.pathname);
      return;
    }
    shown.replaceWith(document.importNode(fresh, true));
  } catch {
    // The network or the server is away for a moment: what is shown stays.
  }
  setTimeout(look, EVERY_MS);
}

setTimeout(look, EVERY_MS);
