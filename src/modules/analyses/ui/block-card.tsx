/** One block of an analysis: large figures, rows with the bars of their shares, or months as a picture with the table one click away. */
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Card } from '../../../web/kit/card.tsx'
import { formatDate, formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { chartColours } from '../../../web/kit/theme.ts'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { Drawing } from './drawing.tsx'
import { figureText, useListOf, useTold } from './told.ts'
import styles from './analyses.module.css'

import type { Block, Row, RowName } from '../rules/answer.ts'

export function BlockCard({ block }: { block: Block }) {
  const { t } = useTranslation()
  const [isTable, setIsTable] = useState(false)
  const title = t(`analyses.block.${block.key}`)
  const about = t(`analyses.about.${block.key}`, { defaultValue: '' })
  const isDrawn = block.draws === 'lines'
  const [drawn, setDrawn] = useState(0)
  const { headOf } = useTold()
  const which = isDrawn && !isTable && block.columns.length > 2 && block.columns.some(({ narrows }) => narrows) && (
    <Select size="small" variant="borderless" popupMatchSelectWidth={false} aria-label={t('analyses.figure')} value={drawn} onChange={setDrawn} options={block.columns.map((column, value) => ({ value, label: headOf(column) }))} />
  )
  const look = isDrawn && <Segmented size="small" aria-label={t('analyses.look')} value={isTable ? 'table' : 'chart'} onChange={(value) => setIsTable(value === 'table')} options={[{ value: 'chart', label: t('analyses.chart') }, { value: 'table', label: t('analyses.table') }]} />
  return (
    <Card title={title} action={which ? <span className={styles.acts}>{which}{look}</span> : look}>
      {about && <p className={styles.about}>{about}</p>}
      {block.draws === 'figures' ? <Figures block={block} /> : isDrawn && !isTable ? <Picture block={block} title={title} at={drawn < block.columns.length ? drawn : 0} /> : <Table block={block} title={title} />}
    </Card>
  )
}

function Figures({ block: { columns, rows } }: { block: Block }) {
  const { t } = useTranslation()
  const { headOf } = useTold()
  const listOf = useListOf()
  const [row] = rows
  if (!row) return null
  return (
    <dl className={styles.figures}>
      {columns.map((column, at) => {
        const figure = row.figures[at] ?? null
        // Amounts are sums over the same rows as the first figure; whatever is told of fewer says what narrows the list to them.
        const to = figure !== null && (at === 0 || column.narrows || (column.unit === 'money' && !column.isOfOtherRows)) ? listOf(row.opens, column.narrows) : null
        const text = figureText(column.unit, figure, true)
        return (
          <div key={column.key}>
            <dt>{headOf(column)}</dt>
            <dd>
              {to ? <Link to={to} title={t(`analyses.opens.${column.key}`, { defaultValue: '' }) || undefined}>{text}</Link> : text}
              {row.before && <small>{t('analyses.before', { figure: figureText(column.unit, row.before[at] ?? null, true) })}</small>}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function Table({ block, title }: { block: Block; title: string }) {
  const { t } = useTranslation()
  const { nameOf, headOf } = useTold()
  const listOf = useListOf()
  const isPhone = useIsPhone()
  const hasBars = block.draws === 'bars'
  const shares = hasBars ? sharesOf(block) : []
  return (
    <ScrollBox label={title} className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('analyses.what')}</th>
            {hasBars && <th scope="col" className={styles.bars}>{t('analyses.share', { of: block.columns[0] ? headOf(block.columns[0]) : '' })}</th>}
            {block.columns.map((column) => <th key={column.key} scope="col" className={styles.figure}>{headOf(column)}</th>)}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, index) => {
            const name = nameOf(row.name)
            return (
              <tr key={`${index} ${name}`}>
                <th scope="row" className={row.name.kind === 'unknown' || row.name.kind === 'rest' ? styles.quiet : undefined} title={name}><RowHead name={row.name} text={name} /></th>
                {hasBars && <td className={styles.bars}><span className={styles.line}><i style={{ width: `${(shares[index]?.width ?? 0) * 0.7}%` }} aria-hidden="true" /><span>{shares[index]?.text}</span></span></td>}
                {block.columns.map(({ key, unit, narrows }, at) => {
                  const figure = row.figures[at] ?? null
                  const to = (at === 0 || narrows) && figure !== null ? listOf(row.opens, narrows) : null
                  const text = figureText(unit, figure, isPhone)
                  return <td key={key} className={`${styles.figure} ${Number(row.figures[at]) < 0 ? styles.loss : ''}`}>{to ? <Link to={to} aria-label={t('analyses.open', { name, figure: text })}>{text}</Link> : text}</td>
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** The days below the name: in a narrow table neither is torn. */
function RowHead({ name, text }: { name: RowName; text: string }) {
  if (name.kind !== 'text' || !name.days) return text
  const [from, until] = name.days
  return <>{name.text}<small className={styles.days}><span>{formatDate(from)} –</span> <span>{formatDate(until)}</span></small></>
}

/** Of the first column: parts of the whole, or against the largest where rows overlap. */
function sharesOf({ rows, total }: Block): { width: number; text: string }[] {
  const values = rows.map(({ figures }) => Math.max(0, Number(figures[0] ?? 0)))
  const most = Math.max(...values, 0)
  const whole = total === null ? 0 : Number(total[0] ?? 0)
  return values.map((value) => ({ width: most > 0 ? (value / most) * 100 : 0, text: whole > 0 ? formatPercent((value / whole) * 100, 1) : '' }))
}

function Picture({ block, title, at }: { block: Block; title: string; at: number }) {
  const { nameOf, headOf } = useTold()
  const listOf = useListOf()
  const column = block.columns[at]
  if (!column) return null
  const values = block.rows.map(({ figures }: Row) => (figures[at] === null || figures[at] === undefined ? null : Number(figures[at])))
  const plot = {
    kind: column.unit === 'percent' || column.unit === 'minutes' || column.unit === 'number' ? ('line' as const) : ('bar' as const), title: `${title} · ${headOf(column)}`, labels: block.rows.map(({ name }) => nameOf(name)),
    series: [{ name: headOf(column), values, colour: chartColours[0], isBefore: false, format: (value: number) => figureText(column.unit, value, true) }],
  }
  return <Drawing plot={plot} height={220} toOf={(row) => listOf(block.rows[row]?.opens ?? null, column.narrows)} />
}
