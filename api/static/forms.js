// Small comforts on forms; every form works without them.
// Nothing typed is stored anywhere: it may be about a child. (What is not sent yet: see unsent.js.)

const guarded = document.querySelector("form[data-guard], [data-unprinted]");
let unsaved = Boolean(document.querySelector(".trouble :is(li, strong), [data-unprinted]"));

// 1. Leaving with something typed and not saved asks first.
if (guarded) {
  guarded.addEventListener("input", () => { unsaved = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!unsaved) return;
    event.preventDefault();
    event.returnValue = true; // what older browsers go by
  });
  // What is shown once must be on paper first; who says so may go.
  for (const done of document.querySelectorAll("[data-printed]")) {
    done.addEventListener("click", () => { unsaved = false; });
  }
}

// 2. A form is sent once, and says that it is being sent.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (form === guarded) unsaved = false;
    event.submitter?.setAttribute("aria-disabled", "true");
    const state = form.querySelector("[data-state]");
    if (state) {
      form.dataset.stateBefore = state.textContent;
      state.textContent = state.dataset.sending;
    }
  });
}

// Coming back with the browser's own button: the form can be sent again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-disabled]")?.removeAttribute("aria-disabled");
    const state = form.querySelector("[data-state]");
    if (state) state.textContent = form.dataset.stateBefore;
  }
});

// 3. Questions that an answer made pointless step aside: hidden and not sent, but kept.
function holds(condition) {
  const [name, values] = condition.split("=");
  const chosen = document.querySelector(`[name="${name}"]:checked, select[name="${name}"]`);
  return chosen !== null && values.split(",").includes(chosen.value);
}

function settle() {
  for (const part of document.querySelectorAll("[data-shown-when], [data-hidden-when]")) {
    const { shownWhen, hiddenWhen } = part.dataset;
    part.hidden = shownWhen ? !holds(shownWhen) : holds(hiddenWhen);
    for (const input of part.querySelectorAll("input, select, textarea")) input.disabled = part.hidden;
  }
  for (const list of document.querySelectorAll("select[data-follows]")) {
    const leading = document.getElementById(list.dataset.follows)?.value;
    for (const group of list.querySelectorAll("optgroup")) {
      group.hidden = group.disabled = Boolean(leading) && group.dataset.key !== leading;
    }
    if (list.selectedOptions[0]?.parentElement.disabled) list.value = "";
  }
  for (const list of document.querySelectorAll("select[data-fits]")) {
    const kinds = document.getElementById(list.dataset.fits)?.selectedOptions[0]?.dataset.kinds?.split(" ");
    for (const option of list.querySelectorAll("option[data-kind]")) {
      option.hidden = option.disabled = Boolean(kinds) && !kinds.includes(option.dataset.kind);
    }
    for (const group of list.querySelectorAll("optgroup")) {
      group.hidden = !group.querySelector("option:not([hidden])");
    }
    if (list.selectedOptions[0]?.disabled) list.value = "";
  }
}

document.addEventListener("change", settle);
settle();

// 4. Without a network the telephone still shows the numbers to call, and the forms of a worry and of
// a report for whoever is signed in: what keeps them is set up here, and told of signing out.
const { worker, writer } = document.body.dataset;
const tell = (message) => navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage(message));
if (worker) {
  navigator.serviceWorker?.register(worker).then(() => tell({ writer })).catch(() => {});
  document.querySelector("form[data-leaves]")?.addEventListener("submit", () => { tell({ writer: "" }); });
}
