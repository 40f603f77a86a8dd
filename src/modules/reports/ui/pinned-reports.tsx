/** What this person put on Today, if anything: most people have nothing there, and load nothing for it. */
import { lazy, Suspense } from 'react'

import { useObject } from '../../../web/client/metadata.tsx'
import { usePins } from './pins.ts'

const TodayReports = lazy(async () => ({ default: (await import('./today-reports.tsx')).TodayReports }))

export function PinnedReports() {
  return useObject('report') ? <Pinned /> : null
}

function Pinned() {
  const { data } = usePins()
  if (!data || data.reports.length + data.dashboards.length === 0) return null
  return (
    <Suspense fallback={null}>
      <TodayReports pins={data} />
    </Suspense>
  )
}
