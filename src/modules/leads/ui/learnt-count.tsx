import { useObject } from '../../../web/client/metadata.tsx'
import { CountLink } from '../../../web/kit/count-link.tsx'

/** A count with the leads that were counted. */
export function LearntCount({ count, filter }: { count: number; filter: Record<string, unknown> }) {
  return <CountLink path={useObject('learnt_lead')?.path} count={count} filter={filter} />
}
