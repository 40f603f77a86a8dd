import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, InputNumber, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { leadsPath } from './lead-answer.ts'
import styles from './leads.module.css'

interface SpeedRow {
  key: string | null
  name: string | null
  leads: number
  contacted: number
  /** Working minutes. */
  median: number | null
  in_time: number
  waiting: number
}

interface Speed {
  goal_minutes: number
  total: SpeedRow | null
  sources: SpeedRow[]
  people: SpeedRow[]
}

const periods = [30, 90, 365]

/** How soon leads are contacted, and the goal. */
export function SpeedCard() {
  const { t } = useTranslation()
  const object = useObject('lead')
  const [days, setDays] = useState(90)
  const query = useQuery({ queryKey: [...keys.object(leadsPath), 'speed', days], queryFn: ({ signal }) => api.post<Speed>(`/${leadsPath}/speed`, { days }, { signal }), placeholderData: (before) => before })
  const sources = object?.fields.find(({ name }) => name === 'source')?.options ?? []
  const sourceName = (key: string | null) => labelOf(sources.find((option) => option.key === key)?.label ?? { zh: key ?? '', en: key ?? '' })
  return (
    <Card title={t('leads.speed')} note={t('leads.speed_note')} action={<Segmented size="small" value={days} onChange={setDays} options={periods.map((value) => ({ value, label: t('leads.days', { count: value }) }))} />}>
      <Loaded query={query} lines={5}>
        {({ goal_minutes: goal, total, sources: rows, people }) => (
          <>
            <Goal key={goal} minutes={goal} canChange={object?.actions.some(({ name }) => name === 'contact-goal') ?? false} />
            {total && <SpeedTable title={t('leads.by_source')} rows={[{ ...total, name: t('leads.total') }, ...rows.map((row) => ({ ...row, name: sourceName(row.key) }))]} />}
            {people.length > 0 && <SpeedTable title={t('leads.by_person')} rows={people.map((row) => ({ ...row, name: row.name ?? t('leads.nobody') }))} />}
          </>
        )}
      </Loaded>
    </Card>
  )
}

function Goal({ minutes, canChange }: { minutes: number; canChange: boolean }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const [value, setValue] = useState<number | null>(minutes)
  const save = useMutation({
    mutationFn: () => api.post(`/${leadsPath}/contact-goal`, { minutes: value }),
    onError: toast.problem,
    onSettled: () => void client.invalidateQueries({ queryKey: ['records'] }),
  })
  if (!canChange) return <p className={styles.quiet}>{t('leads.goal_is', { count: minutes })}</p>
  return (
    <p className={styles.goal}>
      <span>{t('leads.goal')}</span>
      <InputNumber value={value} min={1} max={10_000} precision={0} onChange={setValue} aria-label={t('leads.goal')} />
      {value !== minutes && value !== null && <Button loading={save.isPending} onClick={() => save.mutate()}>{t('record.save')}</Button>}
    </p>
  )
}

function SpeedTable({ title, rows }: { title: string; rows: SpeedRow[] }) {
  const { t } = useTranslation()
  return (
    <div className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" className={styles.figure}>{t('leads.leads')}</th>
            <th scope="col" className={styles.figure}>{t('leads.median')}</th>
            <th scope="col" className={styles.figure}>{t('leads.in_time')}</th>
            <th scope="col" className={styles.figure}>{t('leads.still_waiting')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key ?? row.name}>
              <th scope="row">{row.name}</th>
              <td className={styles.figure}>{formatNumber(row.leads)}</td>
              <td className={styles.figure}>{row.median === null ? '' : formatNumber(Math.round(row.median))}</td>
              <td className={styles.figure}>{row.contacted === 0 ? '' : formatPercent((row.in_time / row.contacted) * 100, 0)}</td>
              <td className={styles.figure}>{formatNumber(row.waiting)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
