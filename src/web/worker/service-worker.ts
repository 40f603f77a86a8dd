/**
 * The shell of the pages without a connection: the document, scripts and styles, the same for everybody. It lets every request of the API
 * pass by and keeps no answer of it; what a person has read is kept by the page (client/kept-answers.ts).
 *
 * A script of its own, without imports: scripts/build-web.ts takes the types out and fills in the two gaps.
 */
const build: string = '__BUILD__'
const files: string[] = ['__FILES__']
const cacheName = `guanxi-shell-${build}`

if (isServiceWorker(self)) serve(self)

function serve(worker: ServiceWorkerGlobalScope): void {
  worker.addEventListener('install', (event) => event.waitUntil(install(worker)))
  worker.addEventListener('activate', (event) => event.waitUntil(activate(worker)))
  worker.addEventListener('fetch', (event) => {
    const { request } = event
    const { origin, pathname } = new URL(request.url)
    if (request.method !== 'GET' || origin !== worker.location.origin || pathname.startsWith('/api/')) return
    if (request.mode === 'navigate') event.respondWith(answerDocument(request))
    else if (pathname.startsWith('/assets/')) event.respondWith(answerFile(request))
  })
}

async function install(worker: ServiceWorkerGlobalScope): Promise<void> {
  const cache = await caches.open(cacheName)
  await cache.addAll(['/', ...files])
  await worker.skipWaiting()
}

async function activate(worker: ServiceWorkerGlobalScope): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith('guanxi-shell-') && name !== cacheName).map((name) => caches.delete(name)))
  await worker.clients.claim()
}

/** Every address of the pages has the same document. The server's own is always the better one. */
async function answerDocument(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch {
    return (await caches.match('/')) ?? Response.error()
  }
}

/** Names of files hold a hash of what is in them: a kept one is as good as new. */
async function answerFile(request: Request): Promise<Response> {
  const kept = await caches.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await (await caches.open(cacheName)).put(request, response.clone())
  return response
}

function isServiceWorker(scope: object): scope is ServiceWorkerGlobalScope {
  return 'registration' in scope && 'clients' in scope
}
