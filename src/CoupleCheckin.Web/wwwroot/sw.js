// For a home screen: files of ours that never change, and one page that says that there is no connection. No page of anybody's is
// kept here: what the server sends as a page always comes from the server.
const name = 'notes-1';
const offline = 'offline.html';
const never = /^(?:exit|_blazor|health|journal\/)/;
const beginning = new URL(registration.scope).pathname;
const unchanging = /\.[0-9a-z]{10}\.(?:css|js|woff2|svg|png)$/;

addEventListener('install', event => event.waitUntil(
  caches.open(name).then(cache => cache.add(new Request(offline, { cache: 'reload' }))).then(() => skipWaiting())));

addEventListener('activate', event => event.waitUntil((async () => {
  for (const other of await caches.keys()) if (other !== name) await caches.delete(other);
  await registration.navigationPreload?.enable();
  await clients.claim();
})()));

const page = async event => {
  try {
    return await event.preloadResponse ?? await fetch(event.request);
  } catch {
    return await caches.match(offline) ?? Response.error();
  }
};

const file = async request => {
  const cache = await caches.open(name);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.type === 'basic' && /immutable/.test(answer.headers.get('cache-control') ?? '')) await cache.put(request, answer.clone());
  return answer;
};

addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !pathname.startsWith(beginning) || never.test(pathname.slice(beginning.length))) return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (unchanging.test(pathname)) event.respondWith(file(request));
});
