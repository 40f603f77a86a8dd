/** Who is to be called (回访清单): what is due first stands first, the next one is a key away; complaints to be verified among them. */
import { Button, Segmented } from 'antd'
import { useMemo, useState, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList, useRecordAction } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatDateTime, formatPhone, today } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useShortcuts } from '../../../web/kit/shortcuts.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { useNow } from '../../../web/kit/use-now.ts'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { AgentBar } from './agent-bar.tsx'
import { callBacksPath, referenceOf } from './call-answers.ts'
import { OutcomeDialog } from './outcome-dialog.tsx'
import styles from './calls.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export interface DueParts {
  /** Whether the complaint is settled: by its own call-back, so that it is asked once. */
  ComplaintDialog: ComponentType<{ record: RecordData; onClose(): void }>
}

interface Line {
  key: string
  record: RecordData
  isComplaint: boolean
  title: string
  note: string
  phone: string
  due: string
  isLate: boolean
}

export function DuePage({ parts }: { parts: DueParts }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toast = useToast()
  const now = useNow()
  const isPhone = useIsPhone()
  const object = useObject('call_back')
  const complaint = useObject('complaint')
  const [parameters, set] = useParameters()
  const isMine = parameters.get('whose') === 'mine'
  const query = useList(callBacksPath, { filter: { status: 'open', ...(isMine ? { owner: '@me' } : {}) }, sort: 'due_at', limit: 200 }, { enabled: object !== undefined })
  const complaints = useList('complaints', { filter: { status: 'done', ...(isMine ? { owner: '@me' } : {}) }, sort: 'call_back_on', fields: ['subject', 'customer', 'owner', 'call_back_on', 'contact.phones', 'customer.phones'], limit: 100 }, { enabled: complaint !== undefined })
  const take = useRecordAction(callBacksPath, 'take')
  const [current, setCurrent] = useState(0)
  const [asking, setAsking] = useState<Line>()
  const whys = object?.fields.find(({ name }) => name === 'why')?.options ?? []
  const lines = useMemo(() => [...recordsOf(query.data).map(ofCallBack), ...recordsOf(complaints.data).map(ofComplaint)].toSorted((one, other) => one.due.localeCompare(other.due)), [query.data, complaints.data])
  const at = Math.min(current, lines.length - 1)
  const line = lines[at]
  const step = (by: number) => setCurrent(Math.max(0, Math.min(lines.length - 1, at + by)))
  useShortcuts(t('calls.list'), [
    { keys: 'j', label: t('calls.next'), run: () => step(1) },
    { keys: 'k', label: t('calls.previous'), run: () => step(-1) },
    { keys: 'e', label: t('calls.enter_result'), run: () => line && setAsking(line) },
    { keys: 'o', label: t('calls.open'), run: () => line && void navigate(addressOf(line)) },
  ])
  if (!object) return null
  const late = lines.filter(({ isLate }) => isLate).length

  function ofCallBack(record: RecordData): Line {
    const why = whys.find(({ key }) => key === record.why)
    const tries = Number(record.tries) > 0 ? t('calls.tries', { count: Number(record.tries) }) : ''
    const missed = Number(record.missed_calls) > 1 ? t('calls.missed_times', { count: Number(record.missed_calls) }) : ''
    return {
      key: record.id, record, isComplaint: false, phone: typeof record.phone === 'string' ? record.phone : '', due: String(record.due_at), isLate: Date.parse(String(record.due_at)) < now.getTime(),
      // What was missed is called by its number, which stands beside it already.
      title: [referenceOf(record.customer)?.name, record.why === 'missed' && record.phone ? '' : String(record.subject)].filter(Boolean).join(' · ') || (why ? labelOf(why.label) : ''),
      note: [record.why === 'missed' && !referenceOf(record.customer) ? '' : why && labelOf(why.label), missed, tries, referenceOf(record.owner)?.name ?? t('calls.nobodys')].filter(Boolean).join(' · '),
    }
  }
  function ofComplaint(record: RecordData): Line {
    const day = String(record.call_back_on ?? today())
    return {
      key: record.id, record, isComplaint: true, phone: firstNumber(record.contact) || firstNumber(record.customer), due: `${day}T23:59:59Z`, isLate: day < today(now),
      title: [referenceOf(record.customer)?.name, String(record.subject)].filter(Boolean).join(' · '),
      note: [t('calls.why_complaint'), referenceOf(record.owner)?.name ?? t('calls.nobodys')].join(' · '),
    }
  }

  return (
    <>
      <PageHeader
        title={t('calls.list')}
        note={late > 0 ? t('calls.late_count', { count: late }) : undefined}
        actions={<><AgentBar /><Link to={`/${callBacksPath}`}><Button tabIndex={-1}>{t('calls.all_call_backs')}</Button></Link>{object.can.create && <Link to={`/${callBacksPath}/new`}><Button tabIndex={-1} type="primary">{t('calls.new_call_back')}</Button></Link>}</>}
        filters={<Segmented aria-label={t('calls.whose')} value={isMine ? 'mine' : 'all'} onChange={(value) => set({ whose: value === 'mine' ? 'mine' : undefined })} options={[{ value: 'all', label: t('calls.whose_all') }, { value: 'mine', label: t('calls.whose_mine') }]} />}
      />
      <div className={styles.page}>
        <Card title={t('calls.due_first')} note={isPhone ? undefined : t('calls.due_keys')}>
          <Loaded query={query} lines={8} isEmpty={() => lines.length === 0} empty={{ title: t('calls.none_due'), hint: t('calls.none_due_hint') }}>
            {() => (
              <ul className={styles.rows}>
                {lines.map((each, index) => (
                  <li key={each.key} className={index === at ? styles.current : undefined} aria-current={index === at ? 'true' : undefined}>
                    <span className={styles.who}>
                      <Link to={addressOf(each)}>{each.title}</Link>
                      <small>{each.note}</small>
                    </span>
                    {each.phone && (/^\+?\d+$/.test(each.phone) ? <a href={`tel:${each.phone}`} className={styles.due}>{formatPhone(each.phone)}</a> : <span className={styles.due}>{each.phone}</span>)}
                    <span className={each.isLate ? `${styles.due} ${styles.late}` : styles.due}>{each.isComplaint ? formatDate(each.record.call_back_on, 'short') : formatDateTime(each.record.due_at, 'short')}{each.isLate && ` ${t('calls.late')}`}</span>
                    <span className={styles.acts}>
                      {!each.isComplaint && !each.record.owner && <Button size="small" type="text" onClick={() => take.mutate({ id: each.key }, { onError: toast.problem })}>{t('calls.take')}</Button>}
                      <Button size="small" type={index === at ? 'primary' : 'default'} onClick={() => { setCurrent(index); setAsking(each) }}>{t('calls.enter_result')}</Button>
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        </Card>
      </div>
      {asking && (asking.isComplaint ? <parts.ComplaintDialog record={asking.record} onClose={() => setAsking(undefined)} /> : <OutcomeDialog record={asking.record} onClose={() => setAsking(undefined)} />)}
    </>
  )
}

/** Of whoever is pointed to: lists answer what they are asked over a reference inside of it. */
function firstNumber(party: unknown): string {
  if (typeof party !== 'object' || party === null || !('phones' in party)) return ''
  return Array.isArray(party.phones) && typeof party.phones[0] === 'string' ? party.phones[0] : ''
}

function addressOf({ key, isComplaint }: Line): string {
  return isComplaint ? `/complaints/${key}` : `/${callBacksPath}/${key}`
}
