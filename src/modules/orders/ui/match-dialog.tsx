/** Which invoices a receipt pays: the customer's open ones, oldest first, filled until the receipt is used up. */
import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { recordsOf, useList } from '../../../web/client/records.ts'
import { DaysLate } from '../../../web/fields/days-late.tsx'
import { referencesOf } from '../../../web/fields/reference-select.tsx'
import { Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatMoney, today } from '../../../web/kit/format.ts'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { amountText, centsOf, spread } from './cents.ts'
import { useAct } from './use-act.ts'
import styles from './orders.module.css'

import type { RecordData } from '../../../web/client/records.ts'

/** As many as the server matches at once. */
const most = 200

export function MatchDialog({ receipt, onClose }: { receipt: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const act = useAct('receipts')
  const [customer] = referencesOf(receipt.customer)
  const currency = String(receipt.currency)
  const query = useList('invoices', { filter: { customer: customer?.id ?? '', status: 'issued', currency }, sort: 'due_on,issued_on', limit: most })
  const invoices = recordsOf(query.data)
  const [typed, setTyped] = useState<Record<string, string>>({})

  const available = centsOf(receipt.open_amount) ?? 0n
  const open = invoices.map((invoice) => centsOf(invoice.open_amount) ?? 0n)
  const filled = spread(open, available).map((cents) => (cents > 0n ? amountText(cents) : ''))
  const rows = invoices.map((invoice, index) => {
    const text = typed[invoice.id] ?? filled[index] ?? ''
    const cents = text.trim() === '' ? 0n : centsOf(text)
    return { invoice, text, cents, isWrong: cents === null || cents < 0n || cents > (open[index] ?? 0n) }
  })
  const sum = rows.reduce((total, { cents }) => total + (cents ?? 0n), 0n)
  const left = available - sum
  const isWrong = left < 0n || sum === 0n || rows.some((row) => row.isWrong)
  const money = (cents: bigint) => formatMoney(amountText(cents), { currency })

  const send = async () => {
    const matches = rows.flatMap(({ invoice, cents }) => (cents ? [{ invoice: invoice.id, amount: amountText(cents) }] : []))
    try {
      await act.mutateAsync({ id: receipt.id, act: 'match', body: { matches } })
      onClose()
      const take = () => void act.mutateAsync({ id: receipt.id, act: 'unmatch' }).then(() => toast.done(t('orders.taken_back')), toast.problem)
      // Undone as a whole only where nothing was matched before.
      const isFirst = centsOf(receipt.matched_total) === 0n
      toast.done(t('orders.match.done', { count: matches.length, amount: money(sum) }), { undo: isFirst ? take : undefined })
    } catch {
      // Said in the dialog.
    }
  }
  return (
    <Modal open title={t('orders.match.title')} okText={t('orders.match.confirm')} cancelText={t('form.cancel')} okButtonProps={{ disabled: isWrong }} confirmLoading={act.isPending} onOk={() => void send()} onCancel={onClose} width="min(760px, 96vw)">
      <p className={styles.hint}>{t('orders.match.hint', { customer: customer?.name ?? '', amount: money(available) })}</p>
      {act.error ? <Alert type="error" title={problemTexts(act.error)} showIcon role="alert" /> : null}
      <Loaded query={query} lines={4} isEmpty={() => invoices.length === 0} empty={{ title: t('orders.match.none'), hint: t('orders.match.none_hint') }}>
        {() => (
          <ScrollBox label={t('orders.match.title')} className={styles.matchBox}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('orders.match.invoice')}</th>
                  <th scope="col">{t('orders.match.due')}</th>
                  <th scope="col" className={styles.figure}>{t('orders.match.open')}</th>
                  <th scope="col" className={styles.figure}>{t('orders.match.amount')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ invoice, text, isWrong: isRowWrong }) => (
                  <tr key={invoice.id}>
                    <th scope="row">{String(invoice.number)}</th>
                    <td>
                      {formatDate(invoice.due_on)} <DaysLate due={invoice.due_on} on={today()} />
                    </td>
                    <td className={styles.figure}>{formatMoney(invoice.open_amount)}</td>
                    <td className={styles.figure}>
                      <Input
                        className={styles.amount}
                        inputMode="decimal"
                        autoComplete="off"
                        value={text}
                        status={isRowWrong ? 'error' : undefined}
                        aria-invalid={isRowWrong}
                        aria-label={t('orders.match.amount_for', { number: String(invoice.number) })}
                        onChange={(event) => setTyped((before) => ({ ...before, [invoice.id]: event.target.value }))}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
      </Loaded>
      <dl className={styles.sums} aria-live="polite">
        <div>
          <dt>{t('orders.match.sum')}</dt>
          <dd>{money(sum)}</dd>
        </div>
        <div className={left < 0n ? styles.late : undefined}>
          <dt>{t(left < 0n ? 'orders.match.too_much' : 'orders.match.left')}</dt>
          <dd>{money(left < 0n ? -left : left)}</dd>
        </div>
      </dl>
    </Modal>
  )
}
