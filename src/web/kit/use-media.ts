import { useSyncExternalStore } from 'react'

const phone = window.matchMedia('(max-width: 767.98px)')

/** Narrower than 768 pixels: one column, cards instead of tables. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, () => phone.matches)
}

function subscribe(listener: () => void): () => void {
  phone.addEventListener('change', listener)
  return () => phone.removeEventListener('change', listener)
}
