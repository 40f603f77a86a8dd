/** A chart with its table one click away. ECharts is loaded when the first chart is seen. */
import { BarChartOutlined, DownloadOutlined, TableOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { savePicture } from './save-picture.ts'
import { ScrollBox } from './scroll-box.tsx'
import styles from './chart.module.css'

import type { ChartData, ChartKind } from './chart-data.ts'

const ChartCanvas = lazy(async () => ({ default: (await import('./chart-canvas.tsx')).ChartCanvas }))

export function Chart({ data, kind = 'bar', height = 180 }: { data: ChartData; kind?: ChartKind; height?: number }) {
  const { t } = useTranslation()
  const [isTable, setIsTable] = useState(false)
  const picture = useRef<(() => string) | undefined>(undefined)
  const download = () => void savePicture(picture.current?.() ?? '', { title: data.title })
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{data.title}</span>
        {!isTable && <Button size="small" type="text" icon={<DownloadOutlined aria-hidden />} aria-label={t('chart.picture')} title={t('chart.picture')} onClick={download} />}
        <Button
          size="small"
          type="text"
          icon={isTable ? <BarChartOutlined aria-hidden /> : <TableOutlined aria-hidden />}
          aria-label={t(isTable ? 'chart.chart' : 'chart.table')}
          title={t(isTable ? 'chart.chart' : 'chart.table')}
          onClick={() => setIsTable((before) => !before)}
        />
      </figcaption>
      {isTable ? (
        <ChartTable data={data} height={height} />
      ) : (
        <Suspense fallback={<div style={{ height }} />}>
          <ChartCanvas data={data} kind={kind} height={height} picture={picture} />
        </Suspense>
      )}
    </figure>
  )
}

function ChartTable({ data, height }: { data: ChartData; height: number }) {
  return (
    <ScrollBox label={data.title} className={styles.tableBox} style={{ maxHeight: Math.max(height, 240) }}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{data.category}</th>
            {data.series.map((series) => (
              <th key={series.name} scope="col" className={styles.figures}>
                {series.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.labels.map((label, index) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {data.series.map((series) => (
                <td key={series.name} className={styles.figures}>
                  {series.format(series.values[index] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
