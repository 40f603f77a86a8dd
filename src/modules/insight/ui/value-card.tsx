/** What the customer is worth: each figure opens to what it means and the parts it is made of. */
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { twinOf } from '../../../web/fields/index.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatNumber } from '../../../web/kit/format.ts'
import { SkeletonLines } from '../../../web/kit/states.tsx'
import { listPath, useRowsOf, useStanding } from './standing.ts'
import styles from './value-card.module.css'

import type { FieldMetadata, ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { Standing } from './standing.ts'

/** What is shown, and what each is made of; scores of 0 to 100 or 1 to 5 are drawn as bars. */
const figures: { name: string; beside?: string; parts: string[]; most?: number }[] = [
  { name: 'segment', parts: ['recency_score', 'frequency_score', 'monetary_score'], most: 5 },
  { name: 'abc_class', parts: ['monetary', 'margin', 'frequency', 'mean_interval'] },
  { name: 'lifecycle_stage', parts: ['first_purchase_on', 'recency_days', 'mean_interval', 'frequency'] },
  { name: 'profit', parts: ['margin', 'contact_cost', 'complaint_cost', 'field_cost', 'serve_cost', 'profit_percent'] },
  { name: 'lifetime_value', parts: ['expected_purchases', 'expected_spend', 'lifetime_by', 'historic_value', 'simple_value'] },
  { name: 'alive_probability', parts: ['churn_risk', 'expected_purchases'] },
  { name: 'high_value_score', parts: ['contribution_part', 'growth_part', 'openness_part', 'influence_part', 'quality_part'], most: 100 },
  { name: 'loyalty_index', beside: 'loyalty_kind', parts: ['repeat_part', 'tenure_part', 'range_part', 'referral_part', 'attitude_part', 'complaint_part'], most: 100 },
]

// Drawn for whoever opens it.
const ValueCurve = lazy(async () => ({ default: (await import('./value-curve.tsx')).ValueCurve }))

export function ValueCard({ customer }: { customer: string }) {
  const object = useObject('customer_value')
  return object ? <Values object={object} customer={customer} /> : null
}

function Values({ object, customer }: { object: ObjectMetadata; customer: string }) {
  const { t } = useTranslation()
  const standing = useStanding()
  const query = useList(listPath, { filter: { customer }, limit: 1 })
  const asOf = standing.data?.as_of
  return (
    <Card title={t('insight.title')} note={asOf && t('insight.as_of_day', { day: formatDate(asOf, 'short') })} action={<Link to="/insight">{t('insight.all_customers')}</Link>}>
      <Loaded query={query} lines={4} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('insight.not_yet') }}>
        {(data) => recordsOf(data).map((record) => <Figures key={record.id} object={object} record={record} rows={standing.data?.rows ?? {}} />)}
      </Loaded>
    </Card>
  )
}

function Figures({ object, record, rows }: { object: ObjectMetadata; record: RecordData; rows: Standing['rows'] }) {
  const { t } = useTranslation()
  const rowsOf = useRowsOf()
  const fieldOf = (name: string | undefined) => object.fields.find((field) => field.name === name)
  if (record.purchase_days === 0) return <p className={styles.quiet}>{t('insight.never_bought')}</p>
  return (
    <div className={styles.figures}>
      {figures.map(({ name, beside, parts, most }) => {
        const field = fieldOf(name)
        if (!field) return null
        const besides = fieldOf(beside)
        return (
          <details key={name} className={styles.figure}>
            <summary>
              <span className={styles.name}>{labelOf(field.label)}</span>
              <span className={styles.value}>
                {besides && isKnown(record[besides.name]) && <Value field={besides} record={record} />}
                <Value field={field} record={record} />
              </span>
            </summary>
            {field.hint && <p className={styles.hint}>{labelOf(field.hint)}</p>}
            <dl className={styles.parts}>
              {parts.flatMap((part) => fieldOf(part) ?? []).map((part) => {
                const to = isKnown(record[part.name]) ? rowsOf(rows[part.name], record.id) : null
                const name = labelOf(part.label)
                return (
                  <div key={part.name} title={part.hint && labelOf(part.hint)}>
                    <dt>{to ? <Link to={to} aria-label={t('insight.open_rows', { name })}>{name}</Link> : name}</dt>
                    <dd>{most ? <Bar value={record[part.name]} most={most} none={t('insight.not_judged')} /> : <Value field={part} record={record} />}</dd>
                  </div>
                )
              })}
            </dl>
          </details>
        )
      })}
      <Curve object={object} customer={record.id} />
    </div>
  )
}

/** How the figures went: asked for and drawn when it is opened. */
function Curve({ object, customer }: { object: ObjectMetadata; customer: string }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className={styles.figure} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <span className={styles.name}>{t('insight.curve')}</span>
      </summary>
      {isOpen && (
        <Suspense fallback={<SkeletonLines lines={5} />}>
          <ValueCurve object={object} customer={customer} />
        </Suspense>
      )}
    </details>
  )
}

function Value({ field, record }: { field: FieldMetadata; record: RecordData }) {
  const { Cell } = twinOf(field)
  const value = record[field.name]
  return isKnown(value) ? <Cell field={field} value={value} record={record} isPlain dense /> : <>—</>
}

function Bar({ value, most, none }: { value: unknown; most: number; none: string }) {
  if (typeof value !== 'number') return <span className={styles.none}>{none}</span>
  return (
    <>
      <span className={styles.track} aria-hidden="true">
        <i style={{ width: `${(Math.max(0, value) / most) * 100}%` }} />
      </span>
      <span className={styles.score}>{formatNumber(value)}</span>
    </>
  )
}

function isKnown(value: unknown): boolean {
  return value !== null && value !== undefined
}
