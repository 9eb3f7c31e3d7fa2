// Keeps one page for when there is no network: the numbers to call. Never a page about a child.
"use strict";

const KEPT = "tongxin-help-numbers";
const COPY = "/help-numbers?copy=yes";
const SIGN_IN = "/sign-in";
const WORRY = /^\/(children\/[^/]+\/)?worry$/;
const SHEETS = /href="(\/static\/[^"]+\.css[^"]*)"/g;
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
  else if (request.destination === "style") event.respondWith(kept(request).then((sheet) => sheet ?? fetch(request)));
});

/** Go where the person wants to go; without a network show the numbers in that place. */
async function visit(event) {
  try {
    const answer = await fetch(event.request);
    if (answer.ok && !isFresh && new URL(event.request.url).pathname !== SIGN_IN) {
      isFresh = true;
      event.waitUntil(keep().catch(() => { isFresh = false; }));
    }
    return answer;
  } catch (error) {
    const copy = await kept(COPY);
    if (!copy) throw error;
    const said = WORRY.test(new URL(event.request.url).pathname) ? "worry" : "page";
    const html = (await copy.text()).replace('data-offline="untold"', `data-offline="${said}"`);
    return new Response(html, { headers: copy.headers });
  }
}

/** Fetch the page and its style sheets anew, and drop what it no longer needs. */
async function keep() {
  const answer = await fetch(COPY);
  if (!answer.ok || answer.redirected) return;
  const html = await answer.clone().text();
  const cache = await caches.open(KEPT);
  const sheets = [...html.matchAll(SHEETS)].map((match) => match[1]);
  await Promise.all(sheets.map(async (sheet) => (await cache.match(sheet)) ?? cache.add(sheet)));
  await cache.put(COPY, answer);
  const needed = new Set([COPY, ...sheets].map((address) => new URL(address, self.location).href));
  for (const request of await cache.keys()) {
    if (!needed.has(request.url)) await cache.delete(request);
  }
}

async function kept(request) {
  return (await caches.open(KEPT)).match(request);
}
