/** One block of an analysis: large figures, rows with the bars of their shares, or months as a picture with the table one click away. */
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Card } from '../../../web/kit/card.tsx'
import { formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { chartColours } from '../../../web/kit/theme.ts'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { Drawing } from './drawing.tsx'
import { figureText, useListOf, useTold } from './told.ts'
import styles from './analyses.module.css'

import type { Block, Row } from '../rules/answer.ts'

export function BlockCard({ block }: { block: Block }) {
  const { t } = useTranslation()
  const [isTable, setIsTable] = useState(false)
  const title = t(`analyses.block.${block.key}`)
  const about = t(`analyses.about.${block.key}`, { defaultValue: '' })
  const isDrawn = block.draws === 'lines'
  const action = isDrawn && <Segmented size="small" aria-label={t('analyses.look')} value={isTable ? 'table' : 'chart'} onChange={(value) => setIsTable(value === 'table')} options={[{ value: 'chart', label: t('analyses.chart') }, { value: 'table', label: t('analyses.table') }]} />
  return (
    <Card title={title} action={action}>
      {about && <p className={styles.about}>{about}</p>}
      {block.draws === 'figures' ? <Figures block={block} /> : isDrawn && !isTable ? <Picture block={block} title={title} /> : <Table block={block} title={title} />}
    </Card>
  )
}

function Figures({ block: { columns, rows } }: { block: Block }) {
  const { headOf } = useTold()
  const listOf = useListOf()
  const [row] = rows
  if (!row) return null
  const to = listOf(row.opens)
  return (
    <dl className={styles.figures}>
      {columns.map((column, at) => (
        <div key={column.key}>
          <dt>{headOf(column)}</dt>
          <dd>{at === 0 && to ? <Link to={to}>{figureText(column.unit, row.figures[at] ?? null, true)}</Link> : figureText(column.unit, row.figures[at] ?? null, true)}</dd>
        </div>
      ))}
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
            const to = listOf(row.opens)
            return (
              <tr key={`${index} ${name}`}>
                <th scope="row" className={row.name.kind === 'unknown' || row.name.kind === 'rest' ? styles.quiet : undefined} title={name}>{name}</th>
                {hasBars && <td className={styles.bars}><span className={styles.line}><i style={{ width: `${(shares[index]?.width ?? 0) * 0.7}%` }} aria-hidden="true" /><span>{shares[index]?.text}</span></span></td>}
                {block.columns.map(({ key, unit }, at) => {
                  const text = figureText(unit, row.figures[at] ?? null, isPhone)
                  return <td key={key} className={`${styles.figure} ${Number(row.figures[at]) < 0 ? styles.loss : ''}`}>{at === 0 && to ? <Link to={to} aria-label={t('analyses.open', { name, figure: text })}>{text}</Link> : text}</td>
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** Of the first column: parts of the whole, or against the largest where rows overlap. */
function sharesOf({ rows, total }: Block): { width: number; text: string }[] {
  const values = rows.map(({ figures }) => Math.max(0, Number(figures[0] ?? 0)))
  const most = Math.max(...values, 0)
  const whole = total === null ? 0 : Number(total[0] ?? 0)
  return values.map((value) => ({ width: most > 0 ? (value / most) * 100 : 0, text: whole > 0 ? formatPercent((value / whole) * 100, 1) : '' }))
}

function Picture({ block, title }: { block: Block; title: string }) {
  const { nameOf, headOf } = useTold()
  const listOf = useListOf()
  const [column] = block.columns
  if (!column) return null
  const values = block.rows.map(({ figures }: Row) => (figures[0] === null || figures[0] === undefined ? null : Number(figures[0])))
  const plot = {
    kind: column.unit === 'percent' ? ('line' as const) : ('bar' as const), title: `${title} · ${headOf(column)}`, labels: block.rows.map(({ name }) => nameOf(name)),
    series: [{ name: headOf(column), values, colour: chartColours[0], isBefore: false, format: (value: number) => figureText(column.unit, value, true) }],
  }
  return <Drawing plot={plot} height={220} toOf={(at) => listOf(block.rows[at]?.opens ?? null)} />
}
