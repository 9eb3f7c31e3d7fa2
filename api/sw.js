// Keeps what must be there without a network: the numbers to call, and the empty forms of a worry and
// of a report. Never a page about a child. Sends what unsent.js kept, when no page is open any more;
// that file stands before this one in what the server gives out as the worker.
"use strict";

const KEPT = "tongxin-help-numbers";
const NUMBERS = "/help-numbers?copy=yes";
const WORRY_FORM = "/worry?copy=yes";
const REPORT_FORM = "/report?copy=yes";
const FORMS = [WORRY_FORM, REPORT_FORM];
const SIGN_IN = "/sign-in";
const WORRY = /^\/(children\/[^/]+\/)?worry$/;
const REPORT = /^\/report$/;
const PARTS = /(?:href|src)="(\/static\/[^"]+\.(?:css|js)[^"]*)"/g;
const WRITER = /name="written_by" value="(\w+)"/;
let isFresh = false;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(visit(event));
  // Their addresses change with their content, so a kept one is never an old one.
  else if (["style", "script"].includes(request.destination)) event.respondWith(kept(request).then((part) => part ?? fetch(request)));
});

self.addEventListener("sync", (event) => event.waitUntil(sendKept()));

self.addEventListener("message", (event) => {
  // A page tells whose it is: the forms kept here are that person's, and nobody's after signing out.
  const { writer } = event.data;
  event.waitUntil(writer ? keepFor(writer) : forget());
});

/** Go where the person wants to go; without a network show the form or the numbers in that place. */
async function visit(event) {
  const { request } = event;
  const { pathname } = new URL(request.url);
  try {
    const answer = await fetch(request);
    if (answer.ok && !isFresh && pathname !== SIGN_IN) {
      isFresh = true;
      event.waitUntil(keep().catch(() => { isFresh = false; }));
    }
    return answer;
  } catch (error) {
    const form = request.method === "GET" ? await kept(formAt(pathname)) : undefined;
    if (form) return form;
    const copy = await kept(NUMBERS);
    if (!copy) throw error;
    const said = formAt(pathname) ? "worry" : "page";
    const html = (await copy.text()).replace('data-offline="untold"', `data-offline="${said}"`);
    return new Response(html, { headers: copy.headers });
  }
}

function formAt(pathname) {
  if (WORRY.test(pathname)) return WORRY_FORM;
  return REPORT.test(pathname) ? REPORT_FORM : "";
}

/** Fetch the pages and their parts anew, and drop what is no longer needed. */
async function keep() {
  const cache = await caches.open(KEPT);
  const needed = new Set();
  for (const address of [NUMBERS, ...FORMS]) {
    const answer = await fetch(address);
    // Nobody is signed in, or the server is in trouble: what was kept before stays.
    const page = answer.ok && !answer.redirected ? answer : await cache.match(address);
    if (!page) continue;
    const html = await page.clone().text();
    const parts = [...html.matchAll(PARTS)].map((match) => match[1]);
    await Promise.all(parts.map(async (part) => (await cache.match(part)) ?? cache.add(part)));
    await cache.put(address, page);
    for (const each of [address, ...parts]) needed.add(new URL(each, self.location).href);
  }
  for (const request of await cache.keys()) {
    if (!needed.has(request.url)) await cache.delete(request);
  }
}

async function keepFor(writer) {
  const form = await kept(WORRY_FORM);
  if (!form || writerOf(await form.text()) !== writer) {
    await forget();
    await keep();
  }
}

async function forget() {
  const cache = await caches.open(KEPT);
  await Promise.all(FORMS.map((address) => cache.delete(address)));
}

/** Send what whoever is signed in kept; the browser asks again later when there is still no network. */
async function sendKept() {
  const answer = await fetch(WORRY_FORM);
  if (!answer.ok || answer.redirected) return; // a page asks to sign in, and says what is not sent
  const outcomes = await self.unsent.sendAll(writerOf(await answer.text()));
  if (outcomes.some(({ why }) => why === "offline" || why === "silence")) throw new Error("not sent yet");
}

const writerOf = (html) => html.match(WRITER)?.[1] ?? "";

async function kept(request) {
  return request ? (await caches.open(KEPT)).match(request) : undefined;
}
