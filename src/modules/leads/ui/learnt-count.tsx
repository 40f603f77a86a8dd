import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { formatNumber } from '../../../web/kit/format.ts'

/** A count with the leads that were counted, for whoever has a list of them. */
export function LearntCount({ count, filter }: { count: number; filter: Record<string, unknown> }) {
  const object = useObject('learnt_lead')
  const text = formatNumber(count)
  return object && count > 0 ? <Link to={`/${object.path}?${new URLSearchParams({ view: 'all', filter: JSON.stringify(filter) })}`}>{text}</Link> : <>{text}</>
}
