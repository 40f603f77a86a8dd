import { useCallback } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'

type Rewrite = (now: URLSearchParams) => URLSearchParams

/**
 * The query of the address, and the way to rewrite it from what it says now. The page may be drawn a moment behind the
 * address: of two quick changes the second must build on the first. `isStep` makes the browser's back button undo it.
 */
export function useAddressQuery(): [URLSearchParams, (rewrite: Rewrite, isStep?: boolean) => void] {
  const [parameters] = useSearchParams()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const change = useCallback(
    (rewrite: Rewrite, isStep = false) => {
      // Whoever has left for another page is not called back by what was still on its way.
      if (window.location.pathname !== new URL(pathname, window.location.origin).pathname) return
      const after = rewrite(new URLSearchParams(window.location.search))
      void navigate(`?${after}`, { replace: !isStep, preventScrollReset: true })
    },
    [navigate, pathname],
  )
  return [parameters, change]
}

/** What a page shows, kept in its address without a step of the browser's history; what is empty is left out. */
export function useParameters(): [URLSearchParams, (changes: Record<string, string | undefined>) => void] {
  const [parameters, change] = useAddressQuery()
  const set = (changes: Record<string, string | undefined>) =>
    change((after) => {
      for (const [name, value] of Object.entries(changes)) {
        if (value) after.set(name, value)
        else after.delete(name)
      }
      return after
    })
  return [parameters, set]
}
