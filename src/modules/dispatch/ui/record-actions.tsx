/** Buttons in the head of a visit and of a voucher: what its state allows, in the order of what comes next. */
import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { useRecordAction, type RecordData } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { jobsPath } from './board-answer.ts'

const ActDialog = lazy(async () => ({ default: (await import('./act-dialog.tsx')).ActDialog }))

type Props = { record: RecordData; isPanel: boolean }

/** Acts that ask for something first. */
export type Asked = 'fail' | 'voucher' | 'collect'

const jobActs: Record<string, string[]> = { planned: ['set-out', 'withdraw', 'fail'], on_the_way: ['check-in', 'fail'], checked_in: ['finish', 'fail'], done: ['repeat', 'voucher'], not_done: ['repeat'] }

export function JobActions({ record, isPanel }: Props) {
  const { t } = useTranslation()
  const isMine = record.engineer !== null
  const acts = (jobActs[String(record.status)] ?? []).filter((act) => isMine || (act !== 'set-out' && act !== 'withdraw'))
  const size = isPanel ? 'small' : 'middle'
  return (
    <>
      {record.status === 'planned' && record.can.change && (
        <Link to={record.planned_start ? `/${jobsPath}/board?day=${String(record.wanted_on)}` : `/${jobsPath}/board`}>
          <Button size={size} tabIndex={-1} type={isMine ? 'default' : 'primary'}>{t('dispatch.board')}</Button>
        </Link>
      )}
      <Acts object="field_job" record={record} acts={acts} size={size} />
    </>
  )
}

const voucherActs: Record<string, string[]> = { open: ['collect', 'bill', 'invoice'], to_bill: ['invoice', 'collect'] }

export function VoucherActions({ record, isPanel }: Props) {
  const { t } = useTranslation()
  const size = isPanel ? 'small' : 'middle'
  return (
    <>
      <Button size={size} icon={<PrinterOutlined aria-hidden />} href={api.url(`/service-vouchers/${record.id}/pdf`)} target="_blank">{t('dispatch.print')}</Button>
      <Acts object="service_voucher" record={record} acts={voucherActs[String(record.settlement)] ?? []} size={size} />
    </>
  )
}

function Acts({ object: name, record, acts, size }: { object: string; record: RecordData; acts: readonly string[]; size: 'small' | 'middle' }) {
  const { t } = useTranslation()
  const toast = useToast()
  const object = useObject(name)
  const [asking, setAsking] = useState<Asked>()
  const [first = '', second = '', third = ''] = acts
  const path = object?.path ?? ''
  const mutations = [useRecordAction(path, first), useRecordAction(path, second), useRecordAction(path, third)]
  // Acts that the person may not do at all are not in the metadata.
  const known = new Set(object?.actions.map((action) => action.name))
  if (!record.can.change) return null
  return (
    <>
      {acts.map((act, index) => {
        if (!known.has(act)) return null
        const words = t(`dispatch.act_${act.replace('-', '_')}`)
        const asked = isAsked(act) ? act : undefined
        return (
          <Button key={act} size={size} type={index === 0 && act !== 'fail' ? 'primary' : 'default'} loading={mutations[index]?.isPending} disabled={mutations.some(({ isPending }) => isPending)} onClick={() => (asked ? setAsking(asked) : mutations[index]?.mutate({ id: record.id }, { onError: toast.problem, onSuccess: () => toast.done(t('dispatch.did', { act: words })) }))}>
            {words}
          </Button>
        )
      })}
      <Suspense fallback={null}>{asking && <ActDialog act={asking} path={path} record={record} onClose={() => setAsking(undefined)} />}</Suspense>
    </>
  )
}

function isAsked(act: string): act is Asked {
  return act === 'fail' || act === 'voucher' || act === 'collect'
}
