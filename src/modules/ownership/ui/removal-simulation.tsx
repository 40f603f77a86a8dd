import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { factWords } from './removal-words.ts'
import { useSimulation } from './use-simulation.ts'
import styles from './ownership.module.css'

import type { Facts } from '../removal/affected.ts'
import type { Draft } from './rule-drawer.tsx'

const shown = 50

/** Which files the rule would propose today. */
export function RemovalSimulation({ draft }: { draft: Draft }) {
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
