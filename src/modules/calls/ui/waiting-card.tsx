/** Calls that wait, the longest first, each to be answered by whoever is first. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { recordsOf, useList, useRecordAction } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatPhone } from '../../../web/kit/format.ts'
import { useShortcuts } from '../../../web/kit/shortcuts.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { Since } from './agent-bar.tsx'
import { callsPath, referenceOf } from './call-answers.ts'
import styles from './calls.module.css'

export function WaitingCard({ canAnswer }: { canAnswer: boolean }) {
  const { t } = useTranslation()
  const toast = useToast()
  const query = useList(callsPath, { filter: { status: 'waiting', direction: 'in' }, sort: 'arrived_at', limit: 50 })
  const answer = useRecordAction(callsPath, 'answer')
  const lose = [useRecordAction(callsPath, 'abandon'), useRecordAction(callsPath, 'miss')] as const
  const calls = recordsOf(query.data)
  const [first] = calls
  const take = (id: string) => answer.mutate({ id }, { onError: toast.problem })
  useShortcuts(t('calls.waiting'), first && canAnswer ? [{ keys: 'alt+a', label: t('calls.answer'), run: () => take(first.id), whileTyping: true }] : [])
  return (
    <Card title={t('calls.waiting')} note={calls.length > 0 ? calls.length : undefined}>
      <Loaded query={query} lines={2} isEmpty={() => calls.length === 0} empty={{ title: t('calls.nobody_waits'), hint: t('calls.nobody_waits_hint') }}>
        {() => (
          <ul className={styles.rows}>
            {calls.map((call, index) => (
              <li key={call.id}>
                <span className={styles.who}>
                  <strong>{referenceOf(call.customer)?.name ?? (call.phone ? formatPhone(call.phone) : t('calls.withheld'))}</strong>
                  <small>{[referenceOf(call.customer) && call.phone ? formatPhone(call.phone) : '', referenceOf(call.queue)?.name].filter(Boolean).join(' · ')}</small>
                </span>
                <Since at={call.arrived_at} />
                {canAnswer && (
                  <span className={styles.acts}>
                    <Button size="small" type={index === 0 ? 'primary' : 'default'} loading={answer.isPending && answer.variables.id === call.id} onClick={() => take(call.id)} aria-keyshortcuts={index === 0 ? 'Alt+A' : undefined}>{t('calls.answer')}</Button>
                    {(['abandon', 'miss'] as const).map((verb, at) => (
                      <Button key={verb} size="small" type="text" onClick={() => lose[at]?.mutate({ id: call.id }, { onError: toast.problem })}>{t(`calls.act_${verb}`)}</Button>
                    ))}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}
