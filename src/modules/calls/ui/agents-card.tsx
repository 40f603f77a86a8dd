/** What everybody does now, and for how long; who has gone off is left out. */
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { Since } from './agent-bar.tsx'
import { statesPath } from './call-answers.ts'
import styles from './calls.module.css'

export function AgentsCard() {
  const { t } = useTranslation()
  const object = useObject('agent_state')
  const query = useList(statesPath, { filter: { ended_at: { is_empty: true }, state: { ne: 'off' } }, sort: 'began_at', limit: 100 }, { enabled: object !== undefined })
  if (!object) return null
  const field = (name: string) => object.fields.find((each) => each.name === name)
  const [state, reason] = [field('state'), field('reason')]
  const rows = recordsOf(query.data)
  return (
    <Card title={t('calls.agents')} note={rows.length > 0 ? rows.length : undefined}>
      <Loaded query={query} lines={4} isEmpty={() => rows.length === 0} empty={{ title: t('calls.nobody_on'), hint: t('calls.nobody_on_hint') }}>
        {() => (
          <ul className={styles.rows}>
            {rows.map((row) => (
              <li key={row.id}>
                <span className={styles.who}>{String(row.name)}</span>
                <span className={styles.state}>
                  {state && <ChoiceLabel field={state} option={row.state} />} {row.reason ? labelOf(reason?.options?.find(({ key }) => key === row.reason)?.label ?? { zh: '', en: '' }) : null}
                </span>
                <Since at={row.began_at} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}
