const storageKey = 'guanxi.reloaded_at'
const pause = 60_000

/**
 * A page that was open while the server was updated asks for scripts that are gone. Loading it again gets the new ones;
 * what was being typed is kept by the drafts of forms. Not twice in a minute: then something else is wrong, and is shown.
 */
export function followNewBuild(): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (Date.now() - Number(sessionStorage.getItem(storageKey) ?? 0) < pause) return
    event.preventDefault()
    sessionStorage.setItem(storageKey, String(Date.now()))
    window.location.reload()
  })
}
