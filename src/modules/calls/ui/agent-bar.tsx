/** What I am doing, set by one press; calls set it by themselves. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Select, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { clockText, secondsSince, statesPath } from './call-answers.ts'
import { useSeconds } from './use-seconds.ts'
import styles from './calls.module.css'

const byHand = ['available', 'pause', 'off']

export function AgentBar() {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const object = useObject('agent_state')
  const query = useList(statesPath, { filter: { agent: '@me', ended_at: { is_empty: true } }, limit: 1 }, { enabled: object !== undefined })
  const set = useMutation({
    mutationFn: (body: { state: string; reason?: string }) => api.post(`/${statesPath}/set`, body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['records', statesPath] }),
    onError: toast.problem,
  })
  if (!object) return null
  const options = (name: string) => object.fields.find((field) => field.name === name)?.options ?? []
  const [mine] = recordsOf(query.data)
  const state = String(mine?.state ?? 'off')
  // A call that is going on is shown, not offered.
  const shown = options('state').filter(({ key }) => byHand.includes(key) || key === state)
  return (
    <div className={styles.agentBar}>
      <Segmented value={state} disabled={set.isPending} aria-label={t('calls.my_state')} onChange={(value) => set.mutate(value === 'pause' ? { state: value, reason: 'break' } : { state: value })} options={shown.map(({ key, label }) => ({ value: key, label: labelOf(label), disabled: !byHand.includes(key) }))} />
      {state === 'pause' && <Select size="small" value={String(mine?.reason)} aria-label={t('calls.pause_reason')} onChange={(reason) => set.mutate({ state: 'pause', reason })} options={options('reason').map(({ key, label }) => ({ value: key, label: labelOf(label) }))} popupMatchSelectWidth={false} />}
      {mine && <Since at={mine.began_at} />}
    </div>
  )
}

export function Since({ at }: { at: unknown }) {
  const now = useSeconds()
  return <span className={styles.clock}>{clockText(secondsSince(at, now))}</span>
}
