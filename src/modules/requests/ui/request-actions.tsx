/** The acts that fit the step of the request; the likeliest next one is the full button. */
import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { useRecordAction } from '../../../web/client/records.ts'
import { useSession } from '../../../web/client/session.tsx'
import { useShortcuts } from '../../../web/kit/shortcuts.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { referenceOf, requestsPath } from './request-answer.ts'

import type { RecordData } from '../../../web/client/records.ts'
import type { Asked } from '../../../web/records/act-dialog.tsx'

// Opened by a click: the page is there sooner without them.
const ActDialog = lazy(async () => ({ default: (await import('../../../web/records/act-dialog.tsx')).ActDialog }))
const TermsDialog = lazy(async () => ({ default: (await import('./terms-dialog.tsx')).TermsDialog }))
const LinkDialog = lazy(async () => ({ default: (await import('./link-dialog.tsx')).LinkDialog }))

type Verb = 'check-terms' | 'diagnose' | 'take' | 'assign' | 'start' | 'wait' | 'resume' | 'complete' | 'evaluate' | 'close' | 'cancel' | 'reopen'

/** The first is the full button, the second stands beside it, the rest in the menu. */
const offered: Record<string, Verb[]> = {
  received: ['check-terms', 'take', 'assign', 'wait', 'cancel'],
  terms_checked: ['diagnose', 'take', 'assign', 'wait', 'cancel'],
  diagnosing: ['take', 'complete', 'assign', 'wait', 'cancel'],
  assigned: ['start', 'assign', 'wait', 'cancel'],
  in_progress: ['complete', 'wait', 'assign', 'cancel'],
  waiting_customer: ['resume', 'assign', 'cancel'],
  completed: ['close', 'evaluate', 'reopen'],
  evaluated: ['close', 'reopen'],
  closed: ['reopen'],
}

const asked: Partial<Record<Verb, Asked>> = {
  assign: { inputs: [{ name: 'owner', field: 'owner' }, { name: 'team', field: 'team' }] },
  complete: { inputs: [{ name: 'solution', field: 'solution', required: true }, { name: 'cause', field: 'cause' }, { name: 'charge', field: 'charge' }] },
  evaluate: { inputs: [{ name: 'evaluation', field: 'evaluation', required: true }, { name: 'text', field: 'evaluation_text' }] },
  cancel: { inputs: [{ name: 'reason', field: 'cancel_reason', required: true }], isDanger: true },
  reopen: { inputs: [{ name: 'reason', field: 'cancel_reason', label: 'requests.why_reopen', required: true }] },
}

const letters: Partial<Record<Verb, string>> = { take: 'm', assign: 'a', wait: 'w' }

export function RequestActions({ record, isPanel }: { record: RecordData; isPanel: boolean }) {
  const { t } = useTranslation()
  const toast = useToast()
  const { person } = useSession()
  const [open, setOpen] = useState<Verb>()
  const [link, setLink] = useState<string>()
  const plain = { diagnose: useRecordAction(requestsPath, 'diagnose'), take: useRecordAction(requestsPath, 'assign'), start: useRecordAction(requestsPath, 'start'), wait: useRecordAction(requestsPath, 'wait'), resume: useRecordAction(requestsPath, 'resume'), close: useRecordAction(requestsPath, 'close') }
  const isMine = referenceOf(record.owner)?.id === person.id
  // Mine already, it needs no taking; but after diagnosing that is the step.
  const verbs = record.can.change ? (offered[String(record.status)] ?? []).filter((verb) => verb !== 'take' || !isMine || record.status === 'diagnosing') : []
  const act = (verb: Verb) => {
    if (verb in plain) plain[verb as keyof typeof plain].mutate({ id: record.id }, { onError: toast.problem })
    else setOpen(verb)
  }
  useShortcuts(t('requests.keys'), verbs.flatMap((verb) => (letters[verb] ? [{ keys: letters[verb], label: t(`requests.act_${verb.replace('-', '_')}`), run: () => act(verb) }] : [])))
  const [first, second, ...rest] = verbs
  const size = isPanel ? 'small' : 'middle'
  const words = (verb: Verb) => t(`requests.act_${verb.replace('-', '_')}`)
  const getLink = () => void api.post<{ link: string }>(`/${requestsPath}/${record.id}/link`).then((answer) => setLink(answer.link), toast.problem)
  const isBusy = (verb: Verb) => verb in plain && plain[verb as keyof typeof plain].isPending
  // One after the other: what is next hangs on what has just been done. Each button is its own (`key`): a click on what one reads never
  // lands on what took its place.
  const isActing = verbs.some(isBusy)
  if (!record.can.change) return null
  const more = [...rest.map((verb) => ({ key: verb, label: words(verb), onClick: () => act(verb) })), { key: 'link', label: t('requests.link'), onClick: getLink }]
  return (
    <>
      {first && (
        <Button key={first} size={size} type="primary" loading={isBusy(first)} disabled={isActing && !isBusy(first)} onClick={() => act(first)}>
          {words(first)}
        </Button>
      )}
      {second && (
        <Button key={second} size={size} loading={isBusy(second)} disabled={isActing && !isBusy(second)} onClick={() => act(second)}>
          {words(second)}
        </Button>
      )}
      <Dropdown trigger={['click']} menu={{ items: more }}>
        <Button size={size} disabled={isActing} icon={<DownOutlined aria-hidden />} iconPlacement="end">
          {t('requests.more')}
        </Button>
      </Dropdown>
      <Suspense fallback={null}>
        {open === 'check-terms' && <TermsDialog record={record} onClose={() => setOpen(undefined)} />}
        {open && asked[open] && <ActDialog object="request" verb={open} title={words(open)} asked={askedOf(asked[open], record)} record={record} onClose={() => setOpen(undefined)} />}
        {link && <LinkDialog link={link} onClose={() => setLink(undefined)} />}
      </Suspense>
    </>
  )
}

/** Only what is paid for is charged. */
function askedOf(asked: Asked, record: RecordData): Asked {
  return record.service_class === 'a' ? asked : { ...asked, inputs: asked.inputs.filter(({ name }) => name !== 'charge') }
}
