/** Lets the pages open without a connection. After the first page is there: what is loaded ahead must not slow it down. */
export function keepShell(): void {
  // In development the scripts have no names that could be kept.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const register = () => void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined)
  const later = () => void setTimeout(register, 3000)
  // The event is over where the scripts came from the browser's store.
  if (document.readyState === 'complete') later()
  else window.addEventListener('load', later)
}
