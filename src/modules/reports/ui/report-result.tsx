/** The answer of a report as it is to be shown, its table one click away, and what is to be known of it. */
import { BarChartOutlined, CopyOutlined, DownloadOutlined, TableOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { formatDate, formatDateTime, formatNumber, formatTime } from '../../../web/kit/format.ts'
import { pictureOf } from '../../../web/kit/picture-of.ts'
import { savePicture } from '../../../web/kit/save-picture.ts'
import { EmptyState } from '../../../web/kit/states.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { changeOf, figureOf, listOf } from './figures.ts'
import { FunnelBars } from './funnel-bars.tsx'
import { HeatTable } from './heat-table.tsx'
import { isLying, LyingBars } from './lying-bars.tsx'
import { legendOf, titleOf } from './plot-of.ts'
import { ProvinceMap } from './province-map.tsx'
import { ReportPlot } from './report-plot.tsx'
import { Leading, ReportTable } from './report-table.tsx'
import { tableText } from './table-text.ts'
import styles from './reports.module.css'

import type { RefObject } from 'react'
import type { ReportAnswer } from '../queries/answer.ts'

interface Props {
  answer: ReportAnswer
  height?: number
  /** What the report is called, where it is kept. */
  name?: string
  /** On a dashboard: without what only matters where one looks closely. */
  isTile?: boolean
}

export function ReportResult({ answer, name, height = 360, isTile = false }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const [isTable, setIsTable] = useState(false)
  const picture = useRef<(() => string) | undefined>(undefined)
  const drawn = useRef<HTMLDivElement>(null)
  const hasTable = answer.display !== 'table' && answer.rows.length > 0
  const isEmpty = answer.row_groups.length > 0 && answer.rows.length === 0
  const words = useNotes(answer, isTile)
  const title = name ? `${name} · ${titleOf(answer)}` : titleOf(answer)
  // A drawing by ECharts gives itself; what stands as boxes and words is painted as it stands. A pie needs the list beside it.
  const paint = () => (picture.current && answer.display !== 'pie' && !isTable ? picture.current() : drawn.current ? pictureOf(drawn.current) : '')
  const download = () => void savePicture(paint(), { title, note: [...words.about, t('reports.as_of', { time: formatDateTime(answer.as_of) })].join(' · '), legend: isTable ? [] : legendOf(answer, { now: t('reports.now'), before: t('reports.before'), others: t('reports.others') }) }).catch(toast.problem)
  const copy = () => void navigator.clipboard.writeText(tableText(answer, { total: t('reports.total'), before: t('reports.before') })).then(() => toast.done(t('reports.copied')), toast.problem)
  return (
    <figure className={styles.result}>
      <figcaption className={styles.caption}>
        <span className={styles.captionTitle}>{titleOf(answer)}</span>
        {!isTile && !isEmpty && <Button size="small" type="text" icon={<DownloadOutlined aria-hidden />} aria-label={t('chart.picture')} title={t('chart.picture')} onClick={download} />}
        {!isTile && answer.rows.length > 0 && <Button size="small" type="text" icon={<CopyOutlined aria-hidden />} aria-label={t('reports.copy_table')} title={t('reports.copy_table')} onClick={copy} />}
        {hasTable && <Button size="small" type="text" icon={isTable ? <BarChartOutlined aria-hidden /> : <TableOutlined aria-hidden />} aria-label={t(isTable ? 'chart.chart' : 'chart.table')} title={t(isTable ? 'chart.chart' : 'chart.table')} onClick={() => setIsTable((before) => !before)} />}
      </figcaption>
      {isEmpty ? <EmptyState small title={t(answer.period ? 'reports.nothing' : 'reports.nothing_at_all')} hint={t(answer.period ? 'reports.nothing_hint' : 'reports.nothing_at_all_hint')} /> : <div ref={drawn}><Drawing answer={answer} height={height} isTable={isTable} picture={picture} /></div>}
      {words.all.length > 0 && <p className={styles.notes}>{words.all.join(' · ')}</p>}
    </figure>
  )
}

function Drawing({ answer, height, isTable, picture }: { answer: ReportAnswer; height: number; isTable: boolean; picture: RefObject<(() => string) | undefined> }) {
  const { display } = answer
  const isPhone = useIsPhone()
  if (answer.row_groups.length === 0 || display === 'figure') return <Total answer={answer} />
  const hasParts = display !== 'pie' || answer.cells.some((cells) => Number(cells[0]?.now[0] ?? 0) > 0)
  if (isTable || display === 'table' || !hasParts) return <ReportTable answer={answer} />
  if (display === 'heat') return <HeatTable answer={answer} />
  if (display === 'map') return <ProvinceMap answer={answer} />
  if (display === 'funnel') return <FunnelBars answer={answer} />
  if (isLying(answer, isPhone)) return <LyingBars answer={answer} />
  return <ReportPlot answer={answer} kind={display} height={height} picture={picture} />
}

/** One figure, large. */
function Total({ answer }: { answer: ReportAnswer }) {
  const { t } = useTranslation()
  return (
    <dl className={styles.total}>
      {answer.measures.map((measure, at) => {
        const [now, before] = [answer.total.now[at], answer.total.before?.[at]]
        return (
          <div key={measure.label}>
            <dt>{measure.label}</dt>
            <dd><Leading to={listOf(answer, [])} label={measure.label}>{figureOf(measure, now)}</Leading></dd>
            {answer.total.before && <dd className={styles.change}>{t('reports.compared', { change: changeOf(now, before) || '–', before: figureOf(measure, before, true) })}</dd>}
          </div>
        )
      })}
    </dl>
  )
}

/** What is to be known of the answer; on a page with when it was asked. */
function useNotes(answer: ReportAnswer, isTile: boolean): { about: string[]; all: string[] } {
  const { t } = useTranslation()
  const { period, before, notes } = answer
  const span = (days: { first: string; last: string }) => `${formatDate(days.first)} – ${formatDate(days.last)}`
  const about = [
    ...(period ? [before ? t('reports.spans', { period: span(period), before: span(before) }) : span(period)] : []),
    ...(notes.has_rest && !isTile ? [t('reports.has_rest')] : []),
    ...(notes.in_other_currencies > 0 ? [t('reports.other_currencies', { count: notes.in_other_currencies, number: formatNumber(notes.in_other_currencies), currency: notes.currency })] : []),
  ]
  return { about, all: isTile ? about : [...about, t('reports.as_of', { time: formatTime(answer.as_of) })] }
}
