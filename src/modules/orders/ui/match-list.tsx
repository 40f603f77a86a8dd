/** Which invoices a receipt has paid, each to be taken back. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { referencesOf } from '../../../web/fields/reference-select.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatMoney } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { useAct } from './use-act.ts'
import styles from './orders.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function MatchList({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const toast = useToast()
  const act = useAct('receipts')
  const mayChange = useObject('receipt')?.actions.some(({ name }) => name === 'unmatch') && record.can.change
  const query = useList('receipt-matches', { filter: { receipt: record.id }, limit: 100 })
  const matches = recordsOf(query.data)
  const takeBack = (match: RecordData, invoice: string) => {
    const again = () => act.mutateAsync({ id: record.id, act: 'match', body: { matches: [{ invoice, amount: amountOf(match.amount) }] } })
    const say = () => toast.done(t('orders.match.taken_back'), { undo: () => void again().catch(toast.problem) })
    void act.mutateAsync({ id: record.id, act: 'unmatch', body: { match: match.id } }).then(say, toast.problem)
  }
  return (
    <Card title={t('orders.match.list')}>
      <Loaded query={query} isEmpty={() => matches.length === 0} empty={{ title: t('orders.match.empty') }}>
        {() => (
          <ul className={styles.matches}>
            {matches.map((match) => {
              const [invoice] = referencesOf(match.invoice)
              return (
                <li key={match.id}>
                  {invoice && <Link to={`/invoices/${invoice.id}`}>{invoice.name}</Link>}
                  <span className={styles.matchAmount}>{formatMoney(match.amount)}</span>
                  {mayChange && invoice && (
                    <Button size="small" disabled={act.isPending} onClick={() => takeBack(match, invoice.id)} aria-label={t('orders.match.take_back_of', { number: invoice.name })}>
                      {t('orders.match.take_back')}
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}

function amountOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'amount' in value ? String(value.amount) : String(value)
}
