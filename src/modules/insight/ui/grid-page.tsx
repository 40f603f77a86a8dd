/** Sixteen cells: two metrics against each other in four bands each. A cell opens to its customers. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { twinOf } from '../../../web/fields/index.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatMoney, formatNumber } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { bandsOf } from './bands.ts'
import { useReadable } from './cells.ts'
import { InsightFrame } from './insight-frame.tsx'
import { listOf, listPath, shareText } from './standing.ts'
import styles from './insight.module.css'

import type { ComponentType } from 'react'
import type { Grid, GridCell } from '../queries/grid.ts'
import type { FieldMetadata } from '../../../web/client/metadata.tsx'

const shadings = ['customers', 'amount', 'profit'] as const
type Shading = (typeof shadings)[number]

/** What another module shows in each cell; `web/main` hands it in. */
export type InCell = ComponentType<{ across: string; across_band: string; up: string; up_band: string; name: string }>

export function GridPage({ InCell }: { InCell: InCell }) {
  const { t } = useTranslation()
  return <InsightFrame title={t('insight.grid')}>{() => <Cells InCell={InCell} />}</InsightFrame>
}

function Cells({ InCell }: { InCell: InCell }) {
  const { t } = useTranslation()
  const [parameters, set] = useParameters()
  const fields = useAxes()
  const fieldOf = (name: string | null, preset: string) => fields.find((field) => field.name === name) ?? fields.find((field) => field.name === preset) ?? fields[0]
  const across = fieldOf(parameters.get('across'), 'alive_probability')
  const up = fieldOf(parameters.get('up') ?? 'profit', 'monetary')
  const isReadable = useReadable()
  const offered = shadings.filter((each) => each !== 'profit' || isReadable('profit'))
  const shading = offered.find((each) => each === parameters.get('shade')) ?? 'amount'
  const asked = { across: across?.name ?? '', up: up?.name ?? '' }
  const query = useQuery({
    queryKey: [...keys.lists(listPath), 'grid', asked],
    queryFn: ({ signal }) => api.post<Grid>(`/${listPath}/grid`, asked, { signal }),
    enabled: across !== undefined && up !== undefined,
    placeholderData: keepPreviousData,
  })
  if (!across || !up) return null
  return (
    <>
      <p className={styles.saying}>{t('insight.grid_about')}</p>
      <div className={styles.bar}>
        <AxisSelect label={t('insight.across')} fields={fields} value={across.name} onChange={(name) => set({ across: name })} />
        <AxisSelect label={t('insight.up')} fields={fields} value={up.name} onChange={(name) => set({ up: name })} />
        <Segmented<Shading> aria-label={t('insight.shade')} value={shading} onChange={(shade) => set({ shade: shade === 'amount' ? undefined : shade })} options={offered.map((each) => ({ value: each, label: t('insight.shade_by', { name: t(`insight.${each}`) }) }))} />
      </div>
      <Loaded query={query} lines={10} isEmpty={({ cells }) => cells.length === 0} empty={{ title: t('insight.nothing_bought'), hint: t('insight.nothing_bought_hint') }}>
        {(grid) => {
          // What is shown while another is loaded is described by what it is of.
          const [x, y] = [fieldOf(grid.across.name, ''), fieldOf(grid.up.name, '')]
          return x && y ? (
            <Card title={t('insight.grid_title', { up: labelOf(y.label), across: labelOf(x.label) })} note={[grid.without > 0 && t('insight.grid_without', { count: grid.without, number: formatNumber(grid.without) }), grid.drawn && t('insight.grid_drawn')].filter(Boolean).join(' · ') || undefined}>
              <GridTable grid={grid} across={x} up={y} shading={shading} InCell={InCell} />
            </Card>
          ) : null
        }}
      </Loaded>
    </>
  )
}

/** Figures and choices of the values, and the tier of the customer. */
function useAxes(): FieldMetadata[] {
  const value = useObject('customer_value')
  const tier = useObject('customer')?.fields.find(({ name }) => name === 'tier')
  const own = value?.fields.filter((field) => (field.options !== undefined || twinOf(field).align === 'right') && field.name !== 'version' && field.right !== 'masked') ?? []
  return [...own, ...(tier ? [tier] : [])]
}

function AxisSelect({ label, fields, value, onChange }: { label: string; fields: FieldMetadata[]; value: string; onChange(name: string): void }) {
  const id = useId()
  return (
    <span className={styles.axis}>
      <label htmlFor={id}>{label}</label>
      <Select id={id} className={styles.choice} popupMatchSelectWidth={false} showSearch optionFilterProp="label" value={value} onChange={onChange} options={fields.map((field) => ({ value: field.name, label: labelOf(field.label) }))} />
    </span>
  )
}

function GridTable({ grid, across, up, shading, InCell }: { grid: Grid; across: FieldMetadata; up: FieldMetadata; shading: Shading; InCell: InCell }) {
  const { t } = useTranslation()
  const columns = bandsOf(t, across, grid.across.ends)
  // The best on top, as on every picture.
  const rows = grid.up.ends ? bandsOf(t, up, grid.up.ends).toReversed() : bandsOf(t, up, null)
  const known = new Map(grid.cells.map((cell) => [`${cell.across} ${cell.up}`, cell]))
  const weight = (cell: GridCell) => Math.max(0, Number(cell[shading] ?? 0))
  const whole = grid.cells.reduce((sum, cell) => sum + weight(cell), 0)
  const most = Math.max(1, ...grid.cells.map(weight))
  return (
    <ScrollBox label={t('insight.grid')} className={styles.box}>
      <table className={styles.sixteen}>
        <thead>
          <tr>
            <th scope="col">{labelOf(up.label)} ↑ · {labelOf(across.label)} →</th>
            {columns.map(({ key, name }) => <th key={key} scope="col">{name}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {columns.map((column) => {
                const cell = known.get(`${column.key} ${row.key}`)
                if (!cell) return <td key={column.key} className={styles.none}>—</td>
                const share = whole > 0 ? (weight(cell) / whole) * 100 : 0
                return (
                  <td key={column.key} style={{ background: `color-mix(in srgb, var(--primary) ${Math.round((weight(cell) / most) * 36)}%, var(--subtle))` }}>
                    <Link to={listOf({ purchase_days: { gt: 0 }, ...both(column.filter, row.filter) })} aria-label={t('insight.open', { name: `${row.name}, ${column.name}`, count: cell.customers, number: formatNumber(cell.customers) })}>{t('insight.of_customers', { count: cell.customers, number: formatNumber(cell.customers) })}</Link>
                    {cell.amount !== null && <span>{t('insight.amount')} {formatMoney(cell.amount, { compact: true, scale: 0 })}</span>}
                    {cell.profit !== null && <span>{t('insight.profit')} {formatMoney(cell.profit, { compact: true, scale: 0 })}</span>}
                    <small>{shareText(share)}</small>
                    <InCell across={across.name} across_band={column.key} up={up.name} up_band={row.key} name={`${row.name}, ${column.name}`} />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** The same metric on both axes is asked for twice, of one field. */
function both(one: Record<string, unknown>, other: Record<string, unknown>): Record<string, unknown> {
  return Object.keys(one).some((name) => name in other) ? { and: [one, other] } : { ...one, ...other }
}
