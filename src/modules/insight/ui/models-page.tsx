/** The fitted models with their parameters, and how the one of purchases did in a time it was not fitted on: whether to believe it. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { Chart } from '../../../web/kit/chart.tsx'
import { formatDate, formatNumber } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { InsightFrame } from './insight-frame.tsx'
import { listPath } from './standing.ts'
import styles from './insight.module.css'

import type { TFunction } from 'i18next'
import type { KeptHoldOut } from '../models/judge-unseen.ts'
import type { BgNbdFit } from '../models/fit-bg-nbd.ts'
import type { GammaGammaFit } from '../models/gamma-gamma.ts'
import type { Verdict } from '../rules/verdict.ts'
import type { ChartData } from '../../../web/kit/chart-data.ts'

interface Kept<Kind extends string, Model> {
  kind: Kind
  as_of: string
  model: Model
}

type KeptModel = Kept<'purchases', BgNbdFit> | Kept<'spend', GammaGammaFit> | Kept<'hold_out', KeptHoldOut | null>

export function ModelsPage() {
  const { t } = useTranslation()
  const query = useQuery({
    queryKey: [...keys.lists(listPath), 'models'],
    queryFn: ({ signal }) => api.post<{ models: KeptModel[]; verdict: Verdict }>(`/${listPath}/models`, {}, { signal }),
  })
  return (
    <InsightFrame title={t('insight.models')}>
      {() => (
        <Loaded query={query} lines={8} isEmpty={({ models }) => models.length === 0} empty={{ title: t('insight.not_yet'), hint: t('insight.models_about') }}>
          {({ models, verdict }) => (
            <>
              <p className={styles.saying}>{t('insight.models_about')}</p>
              {models.map((kept) => (kept.kind === 'hold_out' ? <HoldOutCard key={kept.kind} kept={kept.model} verdict={verdict} /> : null))}
              <div className={styles.pair}>
                {models.map((kept) => (kept.kind === 'purchases' || kept.kind === 'spend' ? <FitCard key={kept.kind} kind={kept.kind} fit={kept.model} asOf={kept.as_of} /> : null))}
              </div>
            </>
          )}
        </Loaded>
      )}
    </InsightFrame>
  )
}

function HoldOutCard({ kept, verdict }: { kept: KeptHoldOut | null; verdict: Verdict }) {
  const { t } = useTranslation()
  return (
    <Card title={t('insight.hold_out')} note={kept && t('insight.hold_out_note', { from: formatDate(kept.from), until: formatDate(kept.until), customers: formatNumber(kept.customers) })}>
      <p className={styles.statement}>{t(`insight.verdict.${verdict}`)}</p>
      {kept?.outcome && (
        <>
          <dl className={styles.figures}>
            <div><dt>{t('insight.actual')}</dt><dd>{formatNumber(kept.outcome.actual)}</dd></div>
            <div><dt>{t('insight.expected')}</dt><dd>{formatNumber(kept.outcome.expected, 0)}</dd></div>
            <div><dt>{t('insight.mean_error')}</dt><dd>{formatNumber(kept.outcome.mean_absolute_error, 2)}</dd></div>
            <div><dt>{t('insight.correlation')}</dt><dd>{formatNumber(kept.outcome.correlation, 2)}</dd></div>
          </dl>
          <div className={styles.pair}>
            <Chart kind="lines" height={260} data={weeksOf(kept, t)} />
            <Bands bands={kept.outcome.bands} />
          </div>
        </>
      )}
    </Card>
  )
}

function weeksOf({ weeks }: KeptHoldOut, t: TFunction): ChartData {
  const format = (value: number) => formatNumber(value, 0)
  return {
    title: t('insight.so_far'),
    category: t('insight.week'),
    labels: weeks.map(({ period }) => String(period)),
    series: [
      { name: t('insight.actual'), values: weeks.map((week) => week.actual_so_far), format },
      { name: t('insight.expected'), values: weeks.map((week) => week.expected_so_far), format },
    ],
  }
}

function Bands({ bands }: { bands: NonNullable<KeptHoldOut['outcome']>['bands'] }) {
  const { t } = useTranslation()
  const last = bands.at(-1)?.from
  return (
    <ScrollBox label={t('insight.bands')} className={styles.box}>
      <p className={styles.saying}>{t('insight.bands')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('insight.repeats')}</th>
            <th scope="col" className={styles.figure}>{t('insight.customers')}</th>
            <th scope="col" className={styles.figure}>{t('insight.actual')}</th>
            <th scope="col" className={styles.figure}>{t('insight.expected')}</th>
          </tr>
        </thead>
        <tbody>
          {bands.map((band) => (
            <tr key={band.from}>
              <th scope="row">{band.from === last && band.from >= 7 ? `${band.from}+` : band.from}</th>
              <td className={styles.figure}>{formatNumber(band.customers)}</td>
              <td className={styles.figure}>{formatNumber(band.actual, 2)}</td>
              <td className={styles.figure}>{formatNumber(band.expected, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

const order = ['r', 'alpha', 'a', 'b', 'p', 'q', 'v']

function FitCard({ kind, fit, asOf }: { kind: 'purchases' | 'spend'; fit: BgNbdFit | GammaGammaFit; asOf: string }) {
  const { t } = useTranslation()
  return (
    <Card title={t(`insight.model.${kind}`)} note={t('insight.fitted', { day: formatDate(asOf) })}>
      {fit.kind === 'fitted' ? (
        <dl className={styles.figures}>
          {/* In the order of the papers. */}
          {Object.entries(fit.parameters).toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other)).map(([name, value]) => (
            <div key={name}><dt>{name}</dt><dd>{formatNumber(value, 4)}</dd></div>
          ))}
          <div><dt>{t('insight.log_likelihood')}</dt><dd>{formatNumber(fit.log_likelihood, 1)}</dd></div>
          <div><dt>{t('insight.customers')}</dt><dd>{formatNumber(fit.customers)}</dd></div>
        </dl>
      ) : (
        <p className={styles.statement}>{t(`insight.${fit.kind}.${fit.why}`)}</p>
      )}
      <p className={styles.quiet}>{t(`insight.model_about.${kind}`)}</p>
    </Card>
  )
}
