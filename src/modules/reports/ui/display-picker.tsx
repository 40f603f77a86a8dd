import { AppstoreOutlined, BarChartOutlined, FilterOutlined, FieldNumberOutlined, HeatMapOutlined, LineChartOutlined, PieChartOutlined, TableOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { displays } from './question-state.ts'
import styles from './reports.module.css'

import type { ReactNode } from 'react'
import type { Display } from '../rules/question.ts'
import type { Asked } from './question-state.ts'

const icons: Record<Display, ReactNode> = { table: <TableOutlined aria-hidden />, bar: <BarChartOutlined aria-hidden />, line: <LineChartOutlined aria-hidden />, pie: <PieChartOutlined aria-hidden />, funnel: <FilterOutlined aria-hidden />, heat: <HeatMapOutlined aria-hidden />, map: <AppstoreOutlined aria-hidden />, figure: <FieldNumberOutlined aria-hidden /> }

/** What does not fit the groups cannot be chosen. */
export function DisplayPicker({ question, onChange }: { question: Asked; onChange(display: Display): void }) {
  const { t } = useTranslation()
  const { rows, columns } = question
  const isFit = (display: Display) => {
    if (display === 'figure') return true
    if (rows.length === 0) return false
    if (display === 'pie' || display === 'funnel') return columns.length === 0 && rows.length === 1
    return display !== 'map' || rows[0]?.field.split('.').at(-1) === 'province'
  }
  return (
    <fieldset className={styles.part}>
      <legend>{t('reports.shown_as')}</legend>
      <div className={styles.displays}>
        {displays.map((display) => (
          <button key={display} type="button" aria-pressed={question.display === display} disabled={!isFit(display)} onClick={() => onChange(display)}>
            {icons[display]}
            {t(`reports.display.${display}`)}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
