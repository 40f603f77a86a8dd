/** Whom to send: people in order with reasons, at a time that can be changed. The way by keyboard and on a phone. */
import { Button, Drawer, Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { datetime } from '../../../web/fields/datetime.tsx'
import { Loaded } from '../../../web/kit/card.tsx'
import { formatDateTime, formatTime, formatWeekday } from '../../../web/kit/format.ts'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { jobsPath, useMoving, type Board, type Job } from './board-answer.ts'
import styles from './board.module.css'
import { JobCard } from './job-card.tsx'

import type { Proposal, Reason, Refusal } from '../rules/propose.ts'

interface Answer {
  day: string
  proposals: (Omit<Proposal, 'start'> & { start: string })[]
  refusals: Refusal[]
}

// In the time zone of the company, whatever that of the device is.
const Begins = datetime.Input

/** On a day without working hours a time has to be said; this is where it begins. */
const nextQuarter = new Date(Math.ceil(Date.now() / 900_000) * 900_000).toISOString()

export function DispatchDrawer({ job, board, day, onClose }: { job: Job; board: Board; day: string; onClose(): void }) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const { dispatch, withdraw } = useMoving()
  const object = useObject('field_job')
  const field = object?.fields.find(({ name }) => name === 'planned_start')
  const mayAsk = object?.queries.includes('proposals') ?? false
  const query = useQuery({
    queryKey: keys.about(jobsPath, job.id, 'proposals', day),
    queryFn: ({ signal }) => api.post<Answer>(`/${jobsPath}/${job.id}/proposals`, { day }, { signal }),
    enabled: mayAsk && job.status === 'planned',
  })
  const [person, setPerson] = useState(job.engineer ?? undefined)
  const [start, setStart] = useState(job.planned_start ?? undefined)
  const give = (id: string, at: string) => {
    const engineer = board.people.find((one) => one.id === id)
    if (!engineer) return
    dispatch(job, { engineer, start: new Date(at) })
    onClose()
  }
  const beginning = start ?? board.days.find((one) => one.day === day)?.open[0]?.from ?? nextQuarter
  return (
    <Drawer open title={job.subject ?? job.number} onClose={onClose} size={isPhone ? '100%' : 460} extra={<Link to={`/${jobsPath}/${job.id}`}>{t('dispatch.open')}</Link>}>
      <div className={styles.drawer}>
        <JobCard job={job} skills={board.skills} onOpen={() => undefined} />
        {job.engineer && (
          <p className={styles.given}>
            {t('dispatch.has_it', { name: board.people.find(({ id }) => id === job.engineer)?.name ?? '', at: formatDateTime(job.planned_start, 'short') })}
            {job.status === 'planned' && <Button size="small" onClick={() => (withdraw(job), onClose())}>{t('dispatch.take_back')}</Button>}
          </p>
        )}
        {job.status === 'planned' && (
          <>
            {mayAsk && (
              <section aria-label={t('dispatch.proposals')}>
                <h3 className={styles.heading}>{t('dispatch.proposals')} <span className={styles.count}>{formatWeekday(day, 'day')}</span></h3>
                <Loaded query={query} lines={4} isEmpty={({ proposals }) => proposals.length === 0} empty={{ title: t('dispatch.nobody_fits'), hint: t('dispatch.nobody_fits_hint') }}>
                  {({ proposals }) => (
                    <ol className={styles.proposals}>
                      {proposals.map((one, index) => (
                        <li key={one.person}>
                          <div>
                            <strong>{one.name}</strong> <span className={styles.count}>{formatTime(one.start)}</span>
                            <ul className={styles.reasons}>{one.reasons.map((reason) => <ReasonWords key={reason.code} reason={reason} />)}</ul>
                          </div>
                          <Button size="small" type={index === 0 ? 'primary' : 'default'} onClick={() => give(one.person, one.start)} aria-label={t('dispatch.give_to', { name: one.name })}>{t('dispatch.give')}</Button>
                        </li>
                      ))}
                    </ol>
                  )}
                </Loaded>
                {(query.data?.refusals.length ?? 0) > 0 && (
                  <details className={styles.refusals}>
                    <summary>{t('dispatch.not_proposed', { count: query.data?.refusals.length })}</summary>
                    <ul>{query.data?.refusals.map((one) => <li key={one.person}>{one.name}：{t(`dispatch.reason_${one.reason.code}`, one.reason.values ?? {})}</li>)}</ul>
                  </details>
                )}
              </section>
            )}
            <section aria-label={t('dispatch.by_hand')} className={styles.byHand}>
              <h3 className={styles.heading}>{t('dispatch.by_hand')}</h3>
              <Select value={person} onChange={setPerson} showSearch={{ optionFilterProp: 'label' }} placeholder={t('dispatch.engineer')} aria-label={t('dispatch.engineer')} options={board.people.map(({ id, name }) => ({ value: id, label: name }))} />
              {field && <Begins field={{ ...field, readonly: false }} id="dispatch-begins" value={beginning} label={labelOf(field.label)} onChange={(value) => setStart(typeof value === 'string' ? value : undefined)} />}
              <Button disabled={!person || !beginning} onClick={() => person && beginning && give(person, beginning)}>{t('dispatch.give')}</Button>
            </section>
          </>
        )}
      </div>
    </Drawer>
  )
}

function ReasonWords({ reason }: { reason: Reason }) {
  const { t } = useTranslation()
  return <li className={reason.isGood ? styles.good : styles.bad}>{t(`dispatch.reason_${reason.code}`, reason.values ?? {})}</li>
}
