/** The hot line (热线登记): a number, who it is, what was said, and one press for what becomes of it. The hands stay on the keyboard. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys, recordsOf, useList, useRecord } from '../../../web/client/records.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { AgentBar } from './agent-bar.tsx'
import { callBacksPath, callsPath, goingOn } from './call-answers.ts'
import { CallerForm } from './caller-form.tsx'
import { CallerSide } from './caller-side.tsx'
import { WaitingCard } from './waiting-card.tsx'
import styles from './calls.module.css'

import type { Party } from '../queries/known-by.ts'
import type { Recognised } from '../actions/recognise.ts'
import type { RecordData } from '../../../web/client/records.ts'

export interface HotLineParts {
  /** What the customer must not be met with; a record that has a customer. */
  Taboos: ComponentType<{ record: RecordData }>
  /** Hours and manners of the customer. */
  CallNotice: ComponentType<{ record: RecordData }>
}

export function HotLinePage({ parts }: { parts: HotLineParts }) {
  const { t } = useTranslation()
  const object = useObject('call')
  const [typed, setTyped] = useState('')
  const [began, setBegan] = useState<string>()
  /** Of several that have the number; null: none of them. */
  const [chosen, setChosen] = useState<Party | null>()
  const mine = useList(callsPath, { filter: { agent: '@me', ...goingOn, direction: 'in' }, sort: '-arrived_at', limit: 1 }, { enabled: object !== undefined })
  const [live] = recordsOf(mine.data)
  const phone = live ? String(live.phone ?? '') : typed
  const asked = useDeferredValue(phone.replace(/\s/g, ''))
  const known = useQuery({
    queryKey: [...keys.lists(callsPath), 'recognise', asked],
    queryFn: ({ signal }) => api.post<Recognised>(`/${callsPath}/recognise`, { phone: asked }, { signal }),
    enabled: asked.length >= 3,
    placeholderData: keepPreviousData,
  })
  const parties = asked.length >= 3 ? (known.data?.parties ?? []) : []
  const party = chosen === undefined ? (new Set(parties.map(({ customer }) => customer.id)).size === 1 ? parties[0] : undefined) : (chosen ?? undefined)
  const customer = useRecord('customers', party?.customer.id)
  // Whoever only reads calls has their list.
  if (!object?.can.create) return <Navigate to={`/${callsPath}?view=all`} replace />
  const type = (text: string) => {
    setTyped(text)
    setBegan((before) => (text ? (before ?? new Date().toISOString()) : undefined))
    setChosen(undefined)
  }
  return (
    <>
      <PageHeader title={t('calls.hot_line')} actions={<><AgentBar /><Link to={`/${callBacksPath}/due`}>{t('calls.list')}</Link></>} />
      <div className={styles.hotLine}>
        <div className={styles.stack}>
          <CallerForm key={live?.id ?? 'typed'} live={live} phone={phone} began={began} onPhone={type} parties={parties} party={party} isUnknown={asked.length >= 3 && known.isSuccess && !known.isPlaceholderData && party === undefined} onParty={setChosen} onSent={() => type('')} />
          <WaitingCard canAnswer={live === undefined} />
        </div>
        <div className={styles.stack}>
          {party && customer.data && (
            <>
              <parts.Taboos record={{ ...customer.data, customer: party.customer }} />
              <parts.CallNotice record={customer.data} />
            </>
          )}
          <CallerSide party={party} customer={customer.data} known={asked.length >= 3 ? known.data : undefined} />
        </div>
      </div>
    </>
  )
}
