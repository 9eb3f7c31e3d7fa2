// Keeps a worry or a report on this telephone until the server has it, sealed under a key that no
// script can take out of the browser. Pages run it, and so does the worker in sw.js, when no page is
// open any more. What is kept is sent in the name of whoever wrote it alone: `writer` is the mark
// that every form bears of whom it was drawn for. The ids of a form make one worry of two sendings.
"use strict";

self.unsent = (() => {
  const DATABASE = "tongxin-unsent";
  const TURN = "tongxin-unsent";
  const SIGN_IN = "/sign-in";
  const PATIENCE_MS = 8_000;
  const RECEIPT = / data-received="\d/;
  let opened;

  function database() {
    opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open(DATABASE, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("forms", { keyPath: "id" });
        asked.result.createObjectStore("keys");
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    return opened;
  }

  /** Do one thing in one store; over only when it is on the disk. */
  async function inStore(name, act, mode = "readwrite") {
    const transaction = (await database()).transaction(name, mode, { durability: "strict" });
    const asked = act(transaction.objectStore(name));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(asked?.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  }

  async function sealingKey() {
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // Two pages may make one at a time: the first to be stored is the one for both.
    await inStore("keys", (keys) => {
      const had = keys.get("seal");
      had.onsuccess = () => { if (!had.result) keys.put(made, "seal"); };
    });
    return inStore("keys", (keys) => keys.get("seal"), "readonly");
  }

  function cipher({ id, writer, iv }) {
    return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${id} ${writer}`) };
  }

  /** Keep a form: where it goes, where the server leads once it has it, and all that was typed. */
  async function keep({ id, writer, action, sent, body }) {
    const entry = { id, writer, keptAt: Date.now(), iv: crypto.getRandomValues(new Uint8Array(12)) };
    const plain = new TextEncoder().encode(JSON.stringify({ action, sent, body }));
    entry.sealed = await crypto.subtle.encrypt(cipher(entry), await sealingKey(), plain);
    await inStore("forms", (forms) => forms.put(entry));
    navigator.storage?.persist?.().catch(() => {}); // else a full telephone may drop it
    // Where a browser can, the worker sends it once there is a network, whether a page is open or not.
    navigator.serviceWorker?.ready.then(({ sync }) => sync?.register(DATABASE)).catch(() => {});
  }

  /** Return what a kept form holds; null where this browser cannot open it. */
  async function open(entry) {
    try {
      const plain = await crypto.subtle.decrypt(cipher(entry), await sealingKey(), entry.sealed);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      return null;
    }
  }

  async function kept(writer) {
    const all = await inStore("forms", (forms) => forms.getAll(), "readonly");
    return all.filter((each) => each.writer === writer);
  }

  /** Return what was kept for addresses below one, whoever wrote it: each is sent under its own mark. */
  async function keptWithin(path) {
    const all = await inStore("forms", (forms) => forms.getAll(), "readonly");
    const held = await Promise.all(all.map((each) => each.sealed && open(each)));
    return all.filter((_, at) => held[at] && new URL(held[at].action, location).pathname.startsWith(path));
  }

  const drop = (id) => inStore("forms", (forms) => { forms.delete(id); });
  const mark = (entry, what) => inStore("forms", (forms) => forms.put({ ...entry, ...what }));

  /** Send a form and judge the answer: arrived where, which page to mend, or why nobody knows. */
  async function post({ action, sent, body }) {
    if (!navigator.onLine) return { why: "offline" };
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      const answer = await fetch(action, { method: "POST", body: new URLSearchParams(body), signal: patience.signal });
      const { pathname } = new URL(answer.url);
      // Whatever that page says: the server leads there only after it has recorded the worry.
      if (answer.redirected && pathname === sent) return { arrived: answer.url };
      // Whoever came by a link has no page of their own to be led to: the receipt is the answer.
      if (answer.ok && pathname === sent) {
        const page = await answer.text();
        return RECEIPT.test(page) ? { arrived: answer.url, page } : { why: "silence" };
      }
      if (answer.status === 401 || answer.status === 403 || pathname === SIGN_IN) return { why: "session" };
      if (answer.status === 422 || answer.status === 409) return { page: await answer.text() };
      return { why: "silence" };
    } catch {
      return { why: navigator.onLine ? "silence" : "offline" };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Send what somebody has kept, or what is for addresses `within` one; return what became of each. */
  function sendAll(writer, except = "", within = "") {
    const send = async () => {
      const outcomes = [];
      const found = within ? await keptWithin(within) : await kept(writer);
      for (const entry of found.sort((one, other) => one.keptAt - other.keptAt)) {
        if (entry.id === except) continue;
        outcomes.push(entry.arrived ? { entry, arrived: entry.arrived } : { entry, ...(await sendOne(entry)) });
      }
      return outcomes;
    };
    return navigator.locks ? navigator.locks.request(TURN, send) : send();
  }

  async function sendOne(entry) {
    const form = await open(entry);
    if (!form) return { why: "unreadable" };
    const outcome = await post(form);
    // Nothing of the child stays once it arrived: only where to see how it goes on.
    if (outcome.arrived) await mark(entry, { arrived: new URL(outcome.arrived).pathname, sealed: null, iv: null });
    return outcome;
  }

  return { keep, kept, open, drop, post, sendAll };
})();
