/** Things and what binds them, drawn by forces. Only a picture: whoever shows it shows the same as a table. */
import { GraphChart } from 'echarts/charts'
import { AriaComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

import { colour } from './chart-look.ts'
import { drawable } from './drawable.ts'
import { chartColours, fontFamily, useShade } from './theme.ts'

echarts.use([GraphChart, AriaComponent, CanvasRenderer])

export interface GraphNode {
  id: string
  name: string
  /** Shape and colour go together, so that colour never speaks alone. */
  shape: 'square' | 'circle' | 'diamond'
  isCentre?: boolean
  isFar?: boolean
}

export interface GraphEdge {
  from: string
  to: string
  label: string
}

interface Props {
  /** Said of the picture to whoever does not see it. */
  label: string
  nodes: GraphNode[]
  edges: GraphEdge[]
  height: number
  onOpen(id: string): void
}

const symbols = { square: 'roundRect', circle: 'circle', diamond: 'diamond' }
const shapeColours = { square: chartColours[0], circle: chartColours[2], diamond: chartColours[1] }

/** More words than this lie on top of each other; they are shown of what one points at. */
const mostLabels = 24

/** So few take more room. */
const fewNodes = 10

export function GraphCanvas({ label, nodes, edges, height, onOpen }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const shade = useShade()
  const open = useRef(onOpen)
  open.current = onOpen
  useEffect(() => {
    const place = element.current
    if (!place) return
    let chart: echarts.ECharts | null = null
    // Drawn anew for another size: a graph laid out by forces loses its places when it is only told of one.
    const observer = new ResizeObserver(() => {
      chart?.dispose()
      chart = place.clientWidth > 0 ? draw(place, nodes, edges, (id) => open.current(id)) : null
    })
    observer.observe(place)
    return () => {
      observer.disconnect()
      chart?.dispose()
    }
    // `shade`: the colours are read anew from the theme.
  }, [nodes, edges, shade])
  return <div ref={element} style={{ height }} role="img" aria-label={label} />
}

function draw(place: HTMLElement, nodes: GraphNode[], edges: GraphEdge[], onOpen: (id: string) => void): echarts.ECharts {
  const chart = echarts.init(place)
  chart.setOption(drawable(optionsOf(nodes, edges)))
  chart.on('click', (event) => {
    if (event.dataType === 'node' && typeof event.data === 'object' && event.data !== null && 'id' in event.data) onOpen(String(event.data.id))
  })
  return chart
}

function optionsOf(nodes: GraphNode[], edges: GraphEdge[]): echarts.EChartsCoreOption {
  // Names and words stand out of the lines they lie on.
  const halo = { fontFamily, textBorderColor: colour('--surface'), textBorderWidth: 3 }
  const text = { ...halo, color: colour('--text'), fontSize: 12 }
  return {
    animation: false,
    series: [
      {
        type: 'graph',
        layout: 'force',
        roam: true,
        draggable: true,
        force: { repulsion: 320, edgeLength: nodes.length > fewNodes ? [70, 150] : [130, 190], gravity: 0.12, layoutAnimation: false },
        edgeSymbol: ['none', 'arrow'],
        edgeSymbolSize: 7,
        label: { show: true, position: 'bottom', width: 120, overflow: 'truncate', ...text },
        edgeLabel: { show: edges.length <= mostLabels, ...halo, fontSize: 11, color: colour('--secondary'), formatter: ({ data }: { data: { words: string } }) => data.words },
        lineStyle: { color: colour('--outline'), width: 1, opacity: 1 },
        emphasis: { focus: 'adjacency', edgeLabel: { show: true } },
        data: nodes.map((node) => ({
          id: node.id,
          name: node.name,
          symbol: symbols[node.shape],
          symbolSize: node.isCentre ? 34 : node.isFar ? 14 : 22,
          itemStyle: { color: shapeColours[node.shape], borderColor: colour('--text'), borderWidth: node.isCentre ? 2 : 0 },
          label: { fontWeight: node.isCentre ? 600 : 400 },
        })),
        links: edges.map(({ from, to, label }) => ({ source: from, target: to, words: label })),
      },
    ],
  }
}
