/** A drawing by ECharts in its place: drawn anew with the theme, as wide as the page leaves it, kept as a picture. */
import { BarChart, LineChart, PieChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

import { colour } from './chart-look.ts'
import { drawable } from './drawable.ts'
import { useShade } from './theme.ts'

import type { RefObject } from 'react'

echarts.use([BarChart, LineChart, PieChart, GridComponent, TooltipComponent, AriaComponent, CanvasRenderer])

/** What ECharts is told to draw. */
export type Drawing = echarts.EChartsCoreOption

interface Props {
  /** Keep it between turns of the page (`useCallback`): another function is another drawing. Colours are read from the theme when it is called. */
  draw(): Drawing
  /** Said of the picture to whoever does not see it. */
  label: string
  height: number
  /** Is set to what gives the drawing as a data URL. */
  picture: RefObject<(() => string) | undefined>
  /** A point was clicked: which of its series, which series, and what the drawing keeps of it. */
  onOpen?(point: { index: number; series: number; data: unknown }): void
}

export function Drawn({ draw, label, height, picture, onOpen }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const open = useRef(onOpen)
  open.current = onOpen
  const shade = useShade()
  useEffect(() => {
    if (!element.current) return
    const chart = echarts.init(element.current)
    chart.setOption(drawable(draw()))
    chart.on('click', ({ dataIndex, seriesIndex, data }) => open.current?.({ index: dataIndex, series: seriesIndex ?? 0, data }))
    picture.current = () => chart.getDataURL({ pixelRatio: 2, backgroundColor: colour('--surface') })
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(element.current)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
    // `shade`: the colours are read anew from the theme. `height`: the place is as high as the drawing is told.
  }, [draw, height, picture, shade])
  return <div ref={element} style={{ height }} role="img" aria-label={label} />
}
