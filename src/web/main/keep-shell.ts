/** Lets the pages open without a connection. After the first page is there: what is loaded ahead must not slow it down. */
export function keepShell(): void {
  // In development the scripts have no names that could be kept.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const register = () => void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined)
  window.addEventListener('load', () => setTimeout(register, 3000))
}
