// A device that signs: its key is made here, cannot be taken out of the browser, and never leaves it.

const STORE = "keys";
const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNED_FOR = "tongxin/device-sign-in/1";

const form = document.querySelector("form[data-device]");
const isSafe = window.isSecureContext && Boolean(window.crypto?.subtle) && "indexedDB" in window;

function show(name) {
  document.querySelector(`[data-${name}]`)?.removeAttribute("hidden");
}

function hide(name) {
  document.querySelector(`[data-${name}]`)?.setAttribute("hidden", "");
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("tongxin-device", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function stored(mode, work) {
  const database = await opened();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => { database.close(); resolve(request.result); };
    transaction.onerror = () => { database.close(); reject(transaction.error); };
  });
}

function encoded(buffer) {
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// The page is drawn anew when the server refuses it: a key that was not taken is then overwritten.
async function enrol() {
  const pair = await crypto.subtle.generateKey(CURVE, false, ["sign"]);
  const point = await crypto.subtle.exportKey("raw", pair.publicKey);
  const device = { id: form.elements.device_id.value, key: pair.privateKey };
  await stored("readwrite", (store) => store.put(device, "pending"));
  form.elements.public_key.value = encoded(point);
}

const kept = (name) => stored("readonly", (store) => store.get(name));

// Only what the server has taken counts: until then the key before it goes on signing.
async function settle() {
  const pending = await kept("pending");
  if (!pending) return;
  await stored("readwrite", (store) => store.put(pending, "device"));
  await stored("readwrite", (store) => store.delete("pending"));
}

// A first key may have been taken though the page that says so never came: then it signs as well.
const signing = async () => (await kept("device")) ?? kept("pending");

async function sign() {
  const device = await signing();
  if (!device) {
    show("unknown");
    return false;
  }
  const body = new URLSearchParams({ device_id: device.id });
  const answer = await fetch(form.dataset.challenge, { method: "POST", body });
  if (!answer.ok) throw new Error(`refused: ${answer.status}`);
  const { challenge } = await answer.json();
  const message = new TextEncoder().encode(`${SIGNED_FOR}\n${device.id}\n${challenge}`);
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, device.key, message);
  form.elements.device_id.value = device.id;
  form.elements.challenge.value = challenge;
  form.elements.signature.value = encoded(signature);
  return true;
}

async function prepared() {
  if (form.dataset.device === "sign-in") return sign();
  await enrol();
  return true;
}

if (document.querySelector("[data-enrolled]") && isSafe) await settle();
if (form && !isSafe) show("unsafe");
if (form && isSafe) {
  if (form.dataset.device === "sign-in" && !(await signing())) show("unknown");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = "yes";
    hide("unreachable");
    try {
      if (await prepared()) {
        form.submit();
        return;
      }
    } catch {
      show("unreachable"); // in a village: the button works again as soon as the network does
    }
    delete form.dataset.sent;
  });
}
