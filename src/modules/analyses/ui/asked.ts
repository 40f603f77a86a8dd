/** Whose customers the page is about, kept in its address. */
import { useLocation } from 'react-router'

import { useParameters } from '../../../web/kit/use-parameters.ts'

import type { Filter } from '../../../web/client/records.ts'

const whoses = ['all', 'team', 'mine'] as const
const owners = { all: {}, team: { owner: '@my_team' }, mine: { owner: '@me' } }

export function useAsked() {
  const [parameters, set] = useParameters()
  const { search } = useLocation()
  const whose = whoses.find((each) => each === parameters.get('whose')) ?? 'all'
  const [segment, territory] = [parameters.get('segment'), parameters.get('territory')]
  const own = parsed(parameters.get('filter'))
  const parts: Filter[] = [owners[whose], segment ? { value: { segment } } : {}, territory ? { territory } : {}, own].filter((part) => Object.keys(part).length > 0)
  const filter: Filter = parts.length > 1 ? { and: parts } : (parts[0] ?? {})
  return { filter, search, whose, own, setOwn: (next: Filter) => set({ filter: Object.keys(next).length > 0 ? JSON.stringify(next) : undefined }) }
}

/** What somebody wrote into the address is no filter unless it is an object. */
function parsed(text: string | null): Filter {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch {
    return {}
  }
}
