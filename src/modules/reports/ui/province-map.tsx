/** Figures by province, a square each in its usual place. */
import { useTranslation } from 'react-i18next'

import { useLanguage } from '../../../web/client/i18n.ts'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { cellAt, figureOf, listOf, nameOf } from './figures.ts'
import { provinceOf, provinces } from './provinces.ts'
import { Leading } from './report-table.tsx'
import { shadeOf } from './shade-of.ts'
import styles from './reports.module.css'

import type { Entry, ReportAnswer } from '../queries/answer.ts'

export function ProvinceMap({ answer }: { answer: ReportAnswer }) {
  const { t } = useTranslation()
  const isChinese = useLanguage() === 'zh-CN'
  const isPhone = useIsPhone()
  const [measure] = answer.measures
  if (!measure) return null
  const found = new Map<string, { entry: Entry; value: string | null }>()
  const elsewhere: { entry: Entry; value: string | null }[] = []
  for (const [at, entry] of answer.rows.entries()) {
    const value = (answer.columns.length > 0 ? answer.row_totals[at] : cellAt(answer, at))?.now[0] ?? null
    const [first] = entry.values
    const province = entry.is_rest || typeof first !== 'string' ? undefined : provinceOf(first)
    if (province && !found.has(province.name)) found.set(province.name, { entry, value })
    else elsewhere.push({ entry, value })
  }
  const highest = Math.max(0, ...[...found.values()].map(({ value }) => Number(value ?? 0)))
  return (
    <div className={styles.map}>
      <ul className={styles.provinces} aria-label={t('reports.map')}>
        {provinces.map(({ name, en, code, row, column }) => {
          const here = found.get(name)
          const title = isChinese ? name : en
          return (
            <li key={name} style={{ gridRow: row, gridColumn: column, ...shadeOf(Number(here?.value ?? 0), highest) }} data-province={name}>
              <span className={styles.province} title={title}>{isPhone && !isChinese ? code : title}</span>
              {here && <Leading to={listOf(answer, [here.entry])} label={title}>{isPhone ? withoutSign(figureOf(measure, here.value, true)) : figureOf(measure, here.value, true)}</Leading>}
            </li>
          )
        })}
      </ul>
      {elsewhere.length > 0 && (
        <ul className={styles.elsewhere} aria-label={t('reports.elsewhere')}>
          {elsewhere.map(({ entry, value }) => (
            <li key={nameOf(entry)}>
              {nameOf(entry)} <Leading to={listOf(answer, [entry])} label={nameOf(entry)}>{figureOf(measure, value, true)}</Leading>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** A square of a phone is narrower than a sum with its sign, and the currency stands in the title. */
function withoutSign(figure: string): string {
  return figure.replace(/^[^\d-]+(?=\d)/, '')
}
