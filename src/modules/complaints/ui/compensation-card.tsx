/** What is given to make up for it: how far each is, and what it comes to. */
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatDateTime, formatMoney } from '../../../web/kit/format.ts'
import styles from './complaints.module.css'

import type { RecordData } from '../../../web/client/records.ts'
import type { Asked } from '../../../web/records/act-dialog.tsx'

const ActDialog = lazy(async () => ({ default: (await import('../../../web/records/act-dialog.tsx')).ActDialog }))
const CompensateDialog = lazy(async () => ({ default: (await import('./compensate-dialog.tsx')).CompensateDialog }))

const asked: Record<'give' | 'cancel', Asked> = {
  give: { inputs: [{ name: 'how', field: 'given_how', required: true }] },
  cancel: { inputs: [{ name: 'reason', field: 'given_how', label: 'complaints.why_cancelled', required: true }], isDanger: true },
}

export function CompensationCard({ record, compensations }: { record: RecordData; compensations: RecordData[] }) {
  const { t } = useTranslation()
  const object = useObject('compensation')
  const [open, setOpen] = useState<{ verb: 'give' | 'cancel' | 'resubmit'; one: RecordData }>()
  const status = object?.fields.find(({ name }) => name === 'status')
  if (compensations.length === 0 || !status) return null
  const close = () => setOpen(undefined)
  return (
    <Card title={t('complaints.compensation')} note={t('complaints.cost_so_far', { amount: formatMoney(record.compensation_cost) })}>
      <ul className={styles.compensations}>
        {compensations.map((one) => (
          <li key={one.id}>
            <p className={styles.line}>
              <Link to={`/compensations/${one.id}`}>{String(one.name)}</Link> <ChoiceLabel field={status} option={one.status} />
            </p>
            <p className={styles.by}>{[formatMoney(one.amount), one.given_how, one.given_at ? formatDateTime(one.given_at, 'short') : one.reason].filter(Boolean).join(' · ')}</p>
            {record.can.change && (
              <div className={styles.buttons}>
                {one.status === 'approved' && (
                  <Button size="small" type="primary" onClick={() => setOpen({ verb: 'give', one })}>
                    {t('complaints.act_give')}
                  </Button>
                )}
                {one.status === 'draft' && (
                  <Button size="small" onClick={() => setOpen({ verb: 'resubmit', one })}>
                    {t('complaints.act_resubmit')}
                  </Button>
                )}
                {['draft', 'waiting', 'approved'].includes(String(one.status)) && (
                  <Dropdown trigger={['click']} menu={{ items: [{ key: 'cancel', danger: true, label: t('complaints.act_cancel'), onClick: () => setOpen({ verb: 'cancel', one }) }] }}>
                    <Button size="small">{t('complaints.more')}</Button>
                  </Dropdown>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {open?.verb === 'resubmit' && <CompensateDialog record={record} again={open.one} onClose={close} />}
        {open && open.verb !== 'resubmit' && <ActDialog object="compensation" verb={open.verb} title={t(`complaints.act_${open.verb}`)} asked={asked[open.verb]} record={open.one} onClose={close} />}
      </Suspense>
    </Card>
  )
}
