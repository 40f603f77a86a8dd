/** What will probably come: cumulative from what is won to all that is open, by person, with the weights it rests on and how true former forecasts were. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatMoney, formatNumber } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { AccuracyCard } from './accuracy-card.tsx'
import { opportunitiesOf, partsOf } from './forecast-rows.ts'
import { PeopleTable, Stack } from './people-table.tsx'
import { SpanBar, useSpan } from './span-bar.tsx'
import { WeightsTable } from './weights-table.tsx'
import styles from './targets.module.css'

import type { Forecast, ForecastScope } from '../queries/forecast.ts'
import type { Shown } from './span.ts'

const known = ['month', 'quarter'] as const
const scopes: readonly ForecastScope[] = ['me', 'team', 'all']

export function ForecastPage() {
  const { t } = useTranslation()
  const opportunity = useObject('opportunity')
  const { shown, parameters, set } = useSpan(known)
  const scope = scopes.find((each) => each === parameters.get('scope')) ?? 'all'
  const asked = { period: shown.period, day: shown.first, scope }
  const query = useQuery({
    queryKey: [...keys.lists('opportunities'), 'forecast', asked],
    queryFn: ({ signal }) => api.post<Forecast>('/opportunities/forecast', asked, { signal }),
    enabled: opportunity !== undefined,
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHeader
        title={t('targets.forecast')}
        actions={
          <Link to="/opportunities/board">
            <Button tabIndex={-1}>{t('targets.board')}</Button>
          </Link>
        }
      />
      <div className={styles.page} aria-busy={query.isFetching}>
        <div className={styles.bar}>
          <SpanBar known={known} shown={shown} set={set} />
          <Segmented<ForecastScope> aria-label={t('targets.scope')} value={scope} onChange={(value) => set({ scope: value === 'all' ? undefined : value })} options={scopes.map((value) => ({ value, label: t(`targets.scope.${value}`) }))} />
        </div>
        <Loaded query={query} lines={8}>
          {(forecast) => (
            <>
              <Card title={t('targets.expected')} note={t('targets.expected_note')}>
                <Totals forecast={forecast} shown={shown} scope={scope} />
              </Card>
              <Card title={t('targets.by_owner')}>
                <PeopleTable forecast={forecast} shown={shown} />
              </Card>
              <Card title={t('targets.weights')} note={t('targets.weights_note')}>
                <WeightsTable stages={forecast.stages} />
              </Card>
            </>
          )}
        </Loaded>
        <AccuracyCard period={shown.period === 'month' ? 'month' : 'quarter'} scope={scope} />
      </div>
    </>
  )
}

function Totals({ forecast, shown, scope }: { forecast: Forecast; shown: Shown; scope: ForecastScope }) {
  const { t } = useTranslation()
  const { total, left_out: leftOut } = forecast
  const money = (value: string) => formatMoney(value, { scale: 0 })
  // What the team is, the list cannot say; what is left out is then told without a way to it.
  const mine = scope === 'me' ? { owner: '@me' } : {}
  return (
    <>
      <dl className={styles.figures}>
        {(['closed', 'committed', 'best_case', 'pipeline', 'weighted'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`targets.figure.${name}`)}</dt>
            <dd>{money(total[name])}</dd>
          </div>
        ))}
        <div>
          <dt>{t('targets.figure.by_history')}</dt>
          {total.by_history === null ? <dd className={styles.few}>{t('targets.too_few')}</dd> : <dd>{money(total.by_history)}</dd>}
        </div>
      </dl>
      <Stack figures={total} whole={total.pipeline} />
      <ul className={styles.legend}>
        {partsOf(total).map(({ name, amount }) => (
          <li key={name}>
            <i className={styles[name]} aria-hidden="true" /> {t(`targets.part.${name}`)} {scope === 'team' ? money(amount) : <Link to={opportunitiesOf(name, shown, mine)}>{money(amount)}</Link>}
          </li>
        ))}
      </ul>
      <ul className={styles.notes}>
        {(['overdue', 'undated', 'in_other_currencies', 'omitted'] as const).filter((name) => leftOut[name] > 0).map((name) => (
          <li key={name}>{t(`targets.left_out.${name}`, { count: leftOut[name], number: formatNumber(leftOut[name]) })}</li>
        ))}
      </ul>
    </>
  )
}
