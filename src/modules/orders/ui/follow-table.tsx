import { CheckOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { DaysLate, daysLate } from '../../../web/fields/days-late.tsx'
import { referencesOf } from '../../../web/fields/reference-select.tsx'
import { dayOf, formatDate, today } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { stepsOf, useStepLabels } from './order-steps.ts'
import styles from './sheets.module.css'

import type { RecordData } from '../../../web/client/records.ts'
import type { OrderStep } from './order-steps.ts'

/** A row for each order, a column for each step that one of them has. */
export function FollowTable({ orders }: { orders: RecordData[] }) {
  const { t } = useTranslation()
  const labels = useStepLabels()
  const rows = orders.map((order) => ({ order, steps: stepsOf(order.steps) }))
  const used = new Set(rows.flatMap(({ steps }) => steps.map(({ step }) => step)))
  const columns = [...labels].filter(([key]) => used.has(key))
  return (
    <ScrollBox label={t('orders.follow.title')} className={styles.sheet}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.first}>{t('orders.follow.order')}</th>
            <th scope="col">{t('orders.follow.owner')}</th>
            {columns.map(([key, label]) => (
              <th key={key} scope="col">{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ order, steps }) => {
            const next = steps.find(({ done_at: doneAt }) => doneAt === null)
            return (
              <tr key={order.id}>
                <th scope="row" className={styles.first}>
                  <Link to={`/orders/${order.id}`}>{String(order.number)}</Link>
                  <small>{referencesOf(order.customer)[0]?.name}</small>
                </th>
                <td>{referencesOf(order.owner)[0]?.name}</td>
                {columns.map(([key, label]) => {
                  const step = steps.find((one) => one.step === key)
                  const isNext = step !== undefined && step === next
                  // A phone shows the step that is next alone, under its name.
                  return (
                    <td key={key} className={isNext ? styles.next : styles.aside} data-label={isNext ? t('orders.follow.next', { step: label }) : undefined}>
                      {step ? <StepCell step={step} isNext={isNext} /> : <span className="visually-hidden">{t('orders.follow.not_a_step')}</span>}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** Done: the day, and how late it was; ahead: the day by which it is due. */
function StepCell({ step, isNext }: { step: OrderStep; isNext: boolean }) {
  const { t } = useTranslation()
  const done = dayOf(step.done_at)
  if (done) {
    return (
      <>
        <span className={styles.done}>
          <CheckOutlined aria-hidden /> {formatDate(done, 'short')}
        </span>
        {daysLate(step.due_on, done) > 0 && <small className={styles.quiet}>{t('fields.days_late', { count: daysLate(step.due_on, done) })}</small>}
      </>
    )
  }
  if (!step.due_on) return null
  return (
    <>
      <span className={isNext ? undefined : styles.quiet}>{t('orders.due', { day: formatDate(step.due_on, 'short') })}</span>
      {isNext && (
        <small>
          <DaysLate due={step.due_on} on={today()} />
        </small>
      )}
    </>
  )
}
