import { useSearchParams } from 'react-router'

/** What a page shows, kept in its address without a step of the browser's history; what is empty is left out. */
export function useParameters(): [URLSearchParams, (changes: Record<string, string | undefined>) => void] {
  const [parameters, setParameters] = useSearchParams()
  const set = (changes: Record<string, string | undefined>) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes)) {
          if (value) after.set(name, value)
          else after.delete(name)
        }
        return after
      },
      { replace: true },
    )
  return [parameters, set]
}
