/** What a rule of the pool would give back in the next ninety days: as a picture, by person, and each customer with why. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Card, Loaded } from '../../../web/kit/card.tsx'
import { Chart } from '../../../web/kit/chart.tsx'
import { formatDate, formatNumber, today } from '../../../web/kit/format.ts'
import { useSimulation } from './use-simulation.ts'
import styles from './ownership.module.css'

import type { RecordData } from '../../../web/client/records.ts'
import type { Simulation } from '../pool/simulate.ts'
import type { Draft } from './rule-drawer.tsx'

const horizon = 90
const shown = 50

export function PoolSimulation({ draft, rule }: { draft: Draft; rule: RecordData | undefined }) {
  const { t } = useTranslation()
  const { position, condition, contact_days, deal_days, warn_days, exempt_tiers } = draft
  const query = useSimulation<Simulation>('pools', { id: rule?.id, active_on: rule?.active_on, position, condition, contact_days, deal_days, warn_days, exempt_tiers })
  return (
    <div aria-busy={query.isFetching}>
      <Card title={t('ownership.simulation')} note={t('ownership.pool.simulation_note')}>
        <Loaded query={query} lines={6}>
          {(simulation) => (
            <>
              <dl className={styles.figures}>
                <Figure name={t('ownership.pool.back_today')} value={simulation.today} />
                <Figure name={t('ownership.pool.back_later', { days: horizon })} value={simulation.total} />
              </dl>
              {simulation.total === 0 ? <p className={styles.hint}>{t('ownership.pool.none_back')}</p> : <Details simulation={simulation} />}
            </>
          )}
        </Loaded>
      </Card>
    </div>
  )
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{formatNumber(value)}</dd>
    </div>
  )
}

function Details({ simulation }: { simulation: Simulation }) {
  const { t } = useTranslation()
  const byDay = new Map(simulation.by_day.map(({ day, count }) => [day, count]))
  const days = Array.from({ length: horizon + 1 }, (_, index) => dayIn(index))
  const data = {
    title: t('ownership.pool.by_day'),
    category: t('ownership.day'),
    labels: days.map((day) => formatDate(day)),
    series: [{ name: t('ownership.customers'), values: days.map((day) => byDay.get(day) ?? 0), format: (value: number) => formatNumber(value) }],
  }
  return (
    <>
      <Chart data={data} height={180} />
      <h3 className={styles.sub}>{t('ownership.by_person')}</h3>
      <div className={styles.box}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('ownership.person')}</th>
              <th scope="col" className={styles.figure}>{t('ownership.held')}</th>
              <th scope="col" className={styles.figure}>{t('ownership.pool.come_back')}</th>
              <th scope="col" className={styles.figure}>{t('ownership.held_after')}</th>
            </tr>
          </thead>
          <tbody>
            {simulation.by_person.map(({ person, count, held }) => (
              <tr key={person.id}>
                <th scope="row">{person.name}</th>
                <td className={styles.figure}>{formatNumber(held)}</td>
                <td className={styles.figure}>{formatNumber(count)}</td>
                <td className={styles.figure}>{formatNumber(held - count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3 className={styles.sub}>{t('ownership.customers')}</h3>
      <div className={styles.box}>
        <table className={styles.table}>
          <tbody>
            {simulation.customers.slice(0, shown).map(({ id, name, owner, day, why }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to={`/customers/${id}`}>{name ?? id}</Link>
                </th>
                <td>{owner.name}</td>
                <td className={styles.quiet}>{t(`ownership.why.${why}`)}</td>
                <td className={styles.figure}>{formatDate(day)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {simulation.total > shown && <p className={styles.hint}>{t('ownership.more', { count: simulation.total - Math.min(shown, simulation.customers.length) })}</p>}
    </>
  )
}

function dayIn(days: number): string {
  const day = new Date(`${today()}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}
