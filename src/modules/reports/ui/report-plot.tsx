/** Bars, lines or parts with their names; a click on one opens its records. */
import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { useLanguage } from '../../../web/client/i18n.ts'
import { listOf } from './figures.ts'
import { PieKey } from './pie-key.tsx'
import { plotOf } from './plot-of.ts'
import styles from './reports.module.css'

import type { RefObject } from 'react'
import type { Plot } from '../../../web/kit/plot.ts'
import type { ReportAnswer } from '../queries/answer.ts'

const PlotCanvas = lazy(async () => ({ default: (await import('../../../web/kit/plot-canvas.tsx')).PlotCanvas }))

/** A circle needs no more room than that. */
const mostOfPie = 300

interface Props {
  answer: ReportAnswer
  kind: Plot['kind']
  height: number
  picture: RefObject<(() => string) | undefined>
}

export function ReportPlot({ answer, kind, height, picture }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  // `language` is part of the words.
  const plot = useMemo(() => plotOf(answer, kind, { now: t('reports.now'), before: t('reports.before'), others: t('reports.others') }), [answer, kind, t, language])
  const open = ({ label, series }: { label: number; series: number }) => {
    const drawn = plot.series[series]
    const to = drawn && listOf(answer, [answer.rows[label], answer.columns[drawn.column]], drawn.isBefore ? 'before' : 'now')
    if (to) void navigate(to)
  }
  return (
    <>
      {plot.series.length > 1 && (
        <ul className={styles.legend} aria-hidden="true">
          {plot.series.filter(({ isBefore }) => !isBefore || answer.columns.length === 0).map(({ name, colour, isBefore, column }) => (
            <li key={name}><span className={isBefore ? styles.paleDot : styles.dot} style={{ background: colour }} />{answer.columns.length > 0 ? answer.columns[column]?.names.join(' ') : name}</li>
          ))}
          {answer.columns.length > 0 && plot.series.some(({ isBefore }) => isBefore) && <li className={styles.legendNote}>{t('reports.pale')}</li>}
        </ul>
      )}
      <div className={kind === 'pie' ? styles.pie : undefined}>
        <Suspense fallback={<div style={{ height }} />}>
          <PlotCanvas plot={plot} height={kind === 'pie' ? Math.min(height, mostOfPie) : height} picture={picture} onOpen={open} />
        </Suspense>
        {kind === 'pie' && <PieKey answer={answer} parts={plot.parts} />}
      </div>
    </>
  )
}
