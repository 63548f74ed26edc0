// The service worker of the attempt page alone: once begun, an attempt opens again without network.
// It answers nothing else of the program; what is tapped is kept and sent by the page itself.

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asking extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  addEventListener(kind: "install" | "activate", act: (event: Lasting) => void): void;
  addEventListener(kind: "fetch", act: (event: Asking) => void): void;
  addEventListener(kind: "message", act: (event: Lasting & { data: { keep?: string[] } }) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

const worker = self as unknown as Worker;
const STORE = "attempts";
const PAGE = /\/bai-lam\/[0-9a-f-]{36}\/$/;
const ASSET = "/static/";
/** A page that does not come within this time is shown as it was kept. */
const PATIENCE = 6_000;
const FAILED = 500;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("message", (event) => {
  const wanted = event.data.keep ?? [];
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(wanted)));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && PAGE.test(pathname)) event.respondWith(page(event, pathname));
  else if (pathname.startsWith(ASSET)) event.respondWith(asset(request));
});

/** From the network and kept; without network, or from a server that cannot answer now, as it was kept. */
async function page(event: Asking, path: string): Promise<Response> {
  const store = await caches.open(STORE);
  const kept = await store.match(path);
  const fresh = fetch(event.request).then((answer) => {
    if (answer.ok && answer.type === "basic" && !answer.redirected) {
      event.waitUntil(store.put(path, answer.clone()));
    }
    return kept && answer.status >= FAILED ? kept : answer;
  });
  if (!kept) return fresh;
  const impatient = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE));
  return Promise.race([fresh, impatient]).catch(() => kept);
}

/** Built files never change under their name: once fetched, they are taken from the device. */
async function asset(request: Request): Promise<Response> {
  const store = await caches.open(STORE);
  const kept = await store.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await store.put(request, answer.clone());
  return answer;
}
