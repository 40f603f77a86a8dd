/** The acts of a complaint: the next one as a full button where the trail ends, the others in the head. */
import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useShortcuts } from '../../../web/kit/shortcuts.tsx'

import type { ReactNode } from 'react'
import type { RecordData } from '../../../web/client/records.ts'
import type { Asked } from '../../../web/records/act-dialog.tsx'

// Opened by a click: the page is there sooner without them.
const ActDialog = lazy(async () => ({ default: (await import('../../../web/records/act-dialog.tsx')).ActDialog }))
const CallBackDialog = lazy(async () => ({ default: (await import('./call-back-dialog.tsx')).CallBackDialog }))
const CompensateDialog = lazy(async () => ({ default: (await import('./compensate-dialog.tsx')).CompensateDialog }))

type Verb = 'listen' | 'define' | 'propose' | 'agree' | 'apologise' | 'finish' | 'call-back' | 'withdraw' | 'compensate'

/** The first does what is next. */
const offered: Record<string, Verb[]> = {
  opened: ['listen', 'compensate', 'withdraw'],
  listened: ['define', 'compensate', 'withdraw'],
  defined: ['propose', 'compensate', 'withdraw'],
  proposed: ['agree', 'propose', 'compensate', 'withdraw'],
  agreed: ['apologise', 'compensate', 'withdraw'],
  apologised: ['finish', 'compensate', 'withdraw'],
  done: ['call-back'],
}

const asked: Partial<Record<Verb, Asked>> = {
  listen: { inputs: [{ name: 'heard', field: 'heard', required: true }, { name: 'wanted', field: 'wanted' }, { name: 'severity', field: 'severity' }] },
  define: { inputs: [{ name: 'definition', field: 'definition', required: true }, { name: 'cause', field: 'cause', required: true }, { name: 'severity', field: 'severity' }, { name: 'responsible_department', field: 'responsible_department' }, { name: 'responsible_person', field: 'responsible_person' }] },
  propose: { inputs: [{ name: 'proposed', field: 'proposed', required: true }] },
  agree: { inputs: [{ name: 'agreed', field: 'agreed', required: true }] },
  apologise: { inputs: [{ name: 'apology', field: 'apology', required: true }] },
  finish: { inputs: [{ name: 'outcome', field: 'outcome', required: true }, { name: 'handling_cost', field: 'handling_cost' }] },
  withdraw: { inputs: [{ name: 'reason', field: 'withdrawn_reason', required: true }], isDanger: true },
}

export interface Acts {
  next: ReactNode
  more: ReactNode
  dialog: ReactNode
}

/** Drawn in three places of the page, with one dialog. */
export function useComplaintActs(record: RecordData | undefined, isPanel: boolean): Acts {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Verb>()
  const verbs = record?.can.change ? (offered[String(record.status)] ?? []) : []
  const [first, second, ...rest] = verbs
  const words = (verb: Verb) => t(verb === 'propose' && record?.status === 'proposed' ? 'complaints.act_propose_again' : `complaints.act_${verb.replace('-', '_')}`)
  useShortcuts(t('complaints.keys'), first ? [{ keys: 'n', label: words(first), run: () => setOpen(first) }] : [])
  if (!record || !first) return { next: null, more: null, dialog: null }
  const size = isPanel ? 'small' : 'middle'
  const close = () => setOpen(undefined)
  return {
    next: (
      <Button key={first} type="primary" onClick={() => setOpen(first)}>
        {words(first)}
      </Button>
    ),
    more: second && (
      <>
        <Button key={second} size={size} onClick={() => setOpen(second)}>
          {words(second)}
        </Button>
        {rest.length > 0 && (
          <Dropdown trigger={['click']} menu={{ items: rest.map((verb) => ({ key: verb, label: words(verb), onClick: () => setOpen(verb) })) }}>
            <Button size={size} icon={<DownOutlined aria-hidden />} iconPlacement="end">
              {t('complaints.more')}
            </Button>
          </Dropdown>
        )}
      </>
    ),
    dialog: open && (
      <Suspense fallback={null}>
        {asked[open] && <ActDialog object="complaint" verb={open} title={words(open)} asked={asked[open]} record={record} initial={{ severity: record.severity, wanted: record.wanted, cause: record.cause, handling_cost: record.handling_cost }} onClose={close} />}
        {open === 'call-back' && <CallBackDialog record={record} onClose={close} />}
        {open === 'compensate' && <CompensateDialog record={record} onClose={close} />}
      </Suspense>
    ),
  }
}
