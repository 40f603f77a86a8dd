/** A plot whose points lead to their rows. ECharts is loaded when the first one is seen. */
import { lazy, Suspense, useMemo, useRef } from 'react'
import { useNavigate } from 'react-router'

import type { Plot } from '../../../web/kit/plot.ts'

const PlotCanvas = lazy(async () => ({ default: (await import('../../../web/kit/plot-canvas.tsx')).PlotCanvas }))

export function Drawing({ plot: given, height, toOf }: { plot: Plot; height: number; toOf?(label: number): string | null }) {
  const navigate = useNavigate()
  const picture = useRef<(() => string) | undefined>(undefined)
  // How figures are written is a function, which JSON leaves out.
  const known = JSON.stringify(given)
  // Drawn anew when something else is to be seen, not with every turn of the page.
  const plot = useMemo(() => given, [known]) // eslint-disable-line react-hooks/exhaustive-deps
  const open = ({ label }: { label: number }) => {
    const to = toOf?.(label)
    if (to) void navigate(to)
  }
  return (
    <Suspense fallback={<div style={{ height }} />}>
      <PlotCanvas plot={plot} height={height} picture={picture} onOpen={open} />
    </Suspense>
  )
}
