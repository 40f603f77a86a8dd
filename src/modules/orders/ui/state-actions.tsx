/** The buttons of orders, invoices, receipts, claims and purchases: the next step, and what else can be done. */
import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { isReference } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { ActDialog } from './act-dialog.tsx'
import { actsOf } from './acts.ts'
import { useAct } from './use-act.ts'

import type { RecordData } from '../../../web/client/records.ts'
import type { Act } from './acts.ts'

interface Props {
  record: RecordData
  isPanel: boolean
}

export const OrderActions = (props: Props) => <StateActions object="order" {...props} />
export const InvoiceActions = (props: Props) => <StateActions object="invoice" {...props} />
export const ClaimActions = (props: Props) => <StateActions object="claim" {...props} />
export const PurchaseActions = (props: Props) => <StateActions object="purchase" {...props} />

function StateActions({ object: name, record, isPanel }: Props & { object: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const object = useObject(name)
  const act = useAct(object?.path ?? '')
  const [asking, setAsking] = useState<Act>()
  // Acts that the person may not do at all are not in the metadata.
  const labels = new Map(object?.actions.map((action) => [action.name, labelOf(action.label)]))
  const { main, others } = actsOf(name, record)
  const offered = others.filter((one) => labels.has(one.name))
  const hasMain = main !== undefined && labels.has(main.name)
  if (!object || !record.can.change || (!hasMain && offered.length === 0)) return null
  const size = isPanel ? 'small' : 'middle'
  const labelFor = ({ name: act }: Act) => labels.get(act) ?? act

  const run = async (one: Act, body?: Record<string, unknown>) => {
    try {
      const answer = await act.mutateAsync({ id: record.id, act: one.name, body })
      setAsking(undefined)
      if (one.makes) {
        void navigate(`/${one.makes}/${answer.id}`)
        return
      }
      const { undo } = one
      const take = undo ? () => void act.mutateAsync({ id: record.id, act: undo }).then(() => toast.done(t('orders.taken_back')), toast.problem) : undefined
      toast.done(t('orders.did', { act: labelFor(one), number: String(record.number) }), { undo: take })
    } catch (error) {
      // A dialog says it itself.
      if (!asking) toast.problem(error)
    }
  }
  const foretoldBy = ({ foretells = [] }: Act) => foretells.flatMap(({ text, of }) => {
    const named = of ? record[of] : undefined
    return of && !isReference(named) ? [] : [t(text, isReference(named) ? { name: named.name } : {})]
  })
  const begin = (one: Act) => {
    act.reset()
    if (one.inputs || foretoldBy(one).length > 0) setAsking(one)
    else void run(one)
  }
  return (
    <>
      {main && hasMain && (
        <Button type="primary" size={size} loading={act.isPending && !asking} onClick={() => begin(main)}>
          {labelFor(main)}
        </Button>
      )}
      {offered.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: offered.map((one) => ({ key: one.name, label: labelFor(one), danger: one.isDanger, onClick: () => begin(one) })) }}>
          <Button size={size}>
            {t('orders.acts')} <DownOutlined aria-hidden />
          </Button>
        </Dropdown>
      )}
      {asking && <ActDialog key={asking.name} act={asking} title={labelFor(asking)} foretold={foretoldBy(asking)} record={record} isBusy={act.isPending} error={act.error} onDo={(body) => void run(asking, body)} onClose={() => setAsking(undefined)} />}
    </>
  )
}
