import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { EmptyState } from '../../../web/kit/states.tsx'
import { factWords } from './removal-words.ts'
import { useSimulation } from './use-simulation.ts'
import styles from './ownership.module.css'

import type { Facts } from '../removal/affected.ts'
import type { Draft } from './rule-drawer.tsx'

const shown = 50

/** Which files the rule would propose today; asked when the rule says what it takes. */
export function RemovalSimulation({ draft }: { draft: Draft }) {
  const { t } = useTranslation()
  const isWhole = (draft.kind !== 'no_consumption' || Boolean(draft.months)) && (draft.kind !== 'incomplete' || Boolean(draft.below))
  if (isWhole) return <Proposed draft={draft} />
  return (
    <Card title={t('ownership.simulation')} note={t('ownership.removal.simulation_note')}>
      <EmptyState small title={t('ownership.removal.say_how_long')} />
    </Card>
  )
}

function Proposed({ draft }: { draft: Draft }) {
  const { t } = useTranslation()
  const { kind, months, below, condition, act } = draft
  const query = useSimulation<{ total: number; customers: { id: string; name: string; facts: Facts }[] }>('removal-rules', { kind, months, below, condition, act })
  return (
    <div aria-busy={query.isFetching}>
      <Card title={t('ownership.simulation')} note={t('ownership.removal.simulation_note')}>
        <Loaded query={query} lines={4}>
          {({ total, customers }) => (
            <>
              <dl className={styles.figures}>
                <div>
                  <dt>{t('ownership.removal.today')}</dt>
                  <dd>{formatNumber(total)}</dd>
                </div>
              </dl>
              <div className={styles.box}>
                <table className={styles.table}>
                  <tbody>
                    {customers.slice(0, shown).map(({ id, name, facts }) => (
                      <tr key={id}>
                        <th scope="row">
                          <Link to={`/customers/${id}`}>{name}</Link>
                        </th>
                        <td className={styles.quiet}>{factWords(t, facts)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              {total > shown && <p className={styles.hint}>{t('ownership.more', { count: total - shown })}</p>}
            </>
          )}
        </Loaded>
      </Card>
    </div>
  )
}
