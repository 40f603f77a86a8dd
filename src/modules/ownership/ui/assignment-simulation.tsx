/** Who would get which customers by the rule, and what everybody holds then. */
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Card, Loaded } from '../../../web/kit/card.tsx'
import { Chart } from '../../../web/kit/chart.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { useSimulation } from './use-simulation.ts'
import styles from './ownership.module.css'

import type { Simulation } from '../assignment/simulate.ts'
import type { Draft } from './rule-drawer.tsx'

const shown = 50

export function AssignmentSimulation({ draft }: { draft: Draft }) {
  const { t } = useTranslation()
  const [scope, setScope] = useState<'unowned' | 'all'>('unowned')
  const { object, condition, departments, people, skills, by_territory, by_industry, by_tier } = draft
  const query = useSimulation<Simulation>('assignment-rules', { object, condition, departments, people, skills, by_territory, by_industry, by_tier, scope })
  return (
    <div aria-busy={query.isFetching}>
      <Card title={t('ownership.simulation')} note={t('ownership.assignment.simulation_note')}>
        <Segmented value={scope} onChange={setScope} options={[{ value: 'unowned', label: t('ownership.assignment.scope_unowned') }, { value: 'all', label: t('ownership.assignment.scope_all') }]} />
        <Loaded query={query} lines={6}>
          {(simulation) => <Result simulation={simulation} path={object === 'lead' ? 'leads' : 'customers'} />}
        </Loaded>
      </Card>
    </div>
  )
}

function Result({ simulation, path }: { simulation: Simulation; path: string }) {
  const { t } = useTranslation()
  const { total, given, left, by_person, customers } = simulation
  const figures = [
    { name: t('ownership.assignment.total'), value: total },
    { name: t('ownership.assignment.given'), value: given },
    { name: t('ownership.assignment.left'), value: left },
  ]
  const people = by_person.slice(0, 30)
  const data = {
    title: t('ownership.assignment.chart'),
    category: t('ownership.person'),
    labels: people.map(({ person }) => person.name),
    series: [
      { name: t('ownership.held_after'), values: people.map(({ after }) => after), format: (value: number) => formatNumber(value) },
      { name: t('ownership.assignment.given'), values: people.map((row) => row.given), format: (value: number) => formatNumber(value) },
    ],
  }
  return (
    <>
      <dl className={styles.figures}>
        {figures.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatNumber(value)}</dd>
          </div>
        ))}
      </dl>
      {by_person.length === 0 && <p className={styles.hint}>{t('ownership.assignment.nobody')}</p>}
      {people.length > 0 && <Chart data={data} height={180} />}
      {people.length > 0 && (
        <div className={styles.box}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('ownership.person')}</th>
                <th scope="col" className={styles.figure}>{t('ownership.weight')}</th>
                <th scope="col" className={styles.figure}>{t('ownership.held')}</th>
                <th scope="col" className={styles.figure}>{t('ownership.assignment.given')}</th>
                <th scope="col" className={styles.figure}>{t('ownership.load')}</th>
              </tr>
            </thead>
            <tbody>
              {by_person.map((row) => (
                <tr key={row.person.id}>
                  <th scope="row">{row.person.name}</th>
                  <td className={styles.figure}>{formatNumber(row.weight)}</td>
                  <td className={styles.figure}>{formatNumber(row.before)}</td>
                  <td className={styles.figure}>{row.given > 0 ? `+${formatNumber(row.given)}` : ''}</td>
                  <td className={styles.figure}>{formatNumber(row.after / row.weight, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {customers.length > 0 && (
        <>
          <h3 className={styles.sub}>{t('ownership.customers')}</h3>
          <div className={styles.box}>
            <table className={`${styles.table} ${styles.stacked}`}>
              <tbody>
                {customers.slice(0, shown).map((row) => (
                  <tr key={row.id}>
                    <th scope="row">
                      <Link to={`/${path}/${row.id}`}>{row.name}</Link>
                    </th>
                    <td>{row.owner.name}</td>
                    <td className={styles.quiet}>{t(row.is_turn ? 'ownership.assigned.turn' : 'ownership.assigned.load', { able: row.able, held: row.held, weight: row.weight })}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {given > shown && <p className={styles.hint}>{t('ownership.more', { count: given - Math.min(shown, customers.length) })}</p>}
        </>
      )}
    </>
  )
}
