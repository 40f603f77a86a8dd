/** The fitted models with their parameters, and how the one of purchases did in a time it was not fitted on: whether to believe it. */
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useMetadata } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { Chart } from '../../../web/kit/chart.tsx'
import { addDays } from '../../../web/kit/days.ts'
import { formatDate, formatNumber } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { InsightFrame } from './insight-frame.tsx'
import { listOf, listPath } from './standing.ts'
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

/** With those whose amounts say nothing, such as refunds. */
type SpendFit = GammaGammaFit & { apart?: string[] }

type KeptModel = Kept<'purchases', BgNbdFit> | Kept<'spend', SpendFit> | Kept<'hold_out', KeptHoldOut | null>

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
              <StandIns />
              <div className={styles.pair}>
                {models.map((kept) => (kept.kind === 'purchases' || kept.kind === 'spend' ? <FitCard key={kept.kind} kind={kept.kind} fit={kept.model} asOf={kept.as_of} /> : null))}
              </div>
              <OtherModels />
            </>
          )}
        </Loaded>
      )}
    </InsightFrame>
  )
}

/** A count with its customers, where the list is of exactly these: with very many, or where some were left out, the fit is of others. */
function Counted({ count, filter }: { count: number; filter: Record<string, unknown> }) {
  const listed = useCountOf(filter)
  return listed === count && count > 0 ? <Link to={listOf(filter)}>{formatNumber(count)}</Link> : formatNumber(count)
}

function useCountOf(filter: Record<string, unknown>): number | undefined {
  return useQuery({ queryKey: [...keys.lists(listPath), 'count', filter], queryFn: ({ signal }) => api.post<{ data: { count: number }[] }>('/query', { object: 'customer_value', filter }, { signal }) }).data?.data[0]?.count
}

/** Of whom the models say nothing: the mean of their cohort stands in. */
function StandIns() {
  const { t } = useTranslation()
  const filter = { lifetime_by: 'cohort' }
  const count = useCountOf(filter) ?? 0
  return count > 0 ? <p className={styles.saying}><Link to={listOf(filter)}>{t('insight.stand_ins', { count, number: formatNumber(count) })}</Link></p> : null
}

/** What else is learnt from the history of the company, each with a page that says whether to believe it. */
const others = [
  { object: 'contract_risk', query: 'model', to: '/contract-risks/model', key: 'renewals' },
  { object: 'lead', query: 'scoring', to: '/lead-scoring', key: 'leads' },
  { object: 'product_proposal', query: null, to: '/suggestions', key: 'suggestions' },
] as const

function OtherModels() {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const offered = others.filter(({ object, query }) => objects.some(({ name, queries }) => name === object && (query === null || queries.includes(query))))
  if (offered.length === 0) return null
  return (
    <Card title={t('insight.other_models')}>
      <ul className={styles.others}>
        {offered.map(({ to, key }) => <li key={to}><Link to={to}>{t(`insight.model_of.${key}`)}</Link><span>{t(`insight.model_tells.${key}`)}</span></li>)}
      </ul>
    </Card>
  )
}

const looks = ['by_week', 'held_out', 'so_far'] as const
type Look = (typeof looks)[number]

/** The customers that the model was held against: all of them, or those of a band. */
function heldOut(filter: Record<string, unknown>, sort = '-expected'): string {
  return `/held-out-customers?${new URLSearchParams({ view: 'all', filter: JSON.stringify(filter), sort })}`
}

function HoldOutCard({ kept, verdict }: { kept: KeptHoldOut | null; verdict: Verdict }) {
  const { t } = useTranslation()
  const [look, setLook] = useState<Look>('by_week')
  return (
    <Card title={t('insight.hold_out')} note={kept && t('insight.hold_out_note', { from: formatDate(kept.from), until: formatDate(kept.until), customers: formatNumber(kept.customers) })} action={kept && <Link to={heldOut({})}>{t('insight.held_out_customers')}</Link>}>
      <p className={styles.statement}>{t(`insight.verdict.${verdict}`)}</p>
      {kept?.outcome && (
        <>
          <dl className={styles.figures}>
            <div><dt>{t('insight.actual')}</dt><dd><Link to={heldOut({}, '-actual')}>{formatNumber(kept.outcome.actual)}</Link></dd></div>
            <div><dt>{t('insight.expected')}</dt><dd><Link to={heldOut({})}>{formatNumber(kept.outcome.expected, 0)}</Link></dd></div>
            <div><dt>{t('insight.mean_error')}</dt><dd>{formatNumber(kept.outcome.mean_absolute_error, 2)}</dd></div>
            <div><dt>{t('insight.correlation')}</dt><dd>{formatNumber(kept.outcome.correlation, 2)}</dd></div>
          </dl>
          <div className={styles.pair}>
            <div>
              <Segmented<Look> size="small" aria-label={t('insight.look')} value={look} onChange={setLook} options={looks.map((value) => ({ value, label: t(`insight.look.${value}`) }))} />
              <Chart kind="lines" height={230} data={weeksOf(kept, look, t)} />
            </div>
            <Bands bands={kept.outcome.bands} />
          </div>
        </>
      )}
    </Card>
  )
}

/** Weeks of the time held out, by themselves or summed up; or all weeks since the first customer came, summed up. */
function weeksOf({ weeks, from, until }: KeptHoldOut, look: Look, t: TFunction): ChartData {
  const held = Math.round((Date.parse(until) - Date.parse(from)) / (7 * 86_400_000))
  const shown = look === 'so_far' ? weeks : weeks.slice(-held)
  const before = look === 'held_out' ? weeks.at(-held - 1) : undefined
  const format = (value: number) => formatNumber(value, look === 'by_week' ? 1 : 0)
  const valueOf = (name: 'actual' | 'expected') => shown.map((week) => (look === 'by_week' ? week[name] : week[`${name}_so_far`] - (before?.[`${name}_so_far`] ?? 0)))
  return {
    title: t(`insight.look_title.${look}`),
    category: t(look === 'so_far' ? 'insight.week' : 'insight.week_from'),
    labels: shown.map(({ period }, at) => (look === 'so_far' ? String(period) : formatDate(addDays(until, 1 - 7 * (shown.length - at)), 'short'))),
    series: [
      { name: t('insight.actual'), values: valueOf('actual'), format },
      { name: t('insight.expected'), values: valueOf('expected'), format },
    ],
  }
}

/** The last band is open (models/hold-out.ts). */
const lastBand = 7

function Bands({ bands }: { bands: NonNullable<KeptHoldOut['outcome']>['bands'] }) {
  const { t } = useTranslation()
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
              <th scope="row">{band.from >= lastBand ? `${band.from}+` : band.from}</th>
              <td className={styles.figure}><Link to={heldOut({ repeats: band.from >= lastBand ? { gte: lastBand } : band.from })}>{formatNumber(band.customers)}</Link></td>
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

function FitCard({ kind, fit, asOf }: { kind: 'purchases' | 'spend'; fit: BgNbdFit | SpendFit; asOf: string }) {
  const { t } = useTranslation()
  const apart = 'apart' in fit && fit.apart && fit.apart.length > 0 ? { customer: { nin: fit.apart } } : {}
  return (
    <Card title={t(`insight.model.${kind}`)} note={t('insight.fitted', { day: formatDate(asOf) })}>
      {fit.kind === 'fitted' ? (
        <dl className={styles.figures}>
          {/* In the order of the papers. */}
          {Object.entries(fit.parameters).toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other)).map(([name, value]) => (
            <div key={name}><dt>{name}</dt><dd>{formatNumber(value, 4)}</dd></div>
          ))}
          <div><dt>{t('insight.log_likelihood')}</dt><dd>{formatNumber(fit.log_likelihood, 1)}</dd></div>
          <div><dt>{t('insight.customers')}</dt><dd><Counted count={fit.customers} filter={{ purchase_days: { gt: kind === 'purchases' ? 0 : 1 }, first_purchase_on: { lte: asOf }, ...apart }} /></dd></div>
        </dl>
      ) : (
        <p className={styles.statement}>{t(`insight.${fit.kind}.${fit.why}`)}</p>
      )}
      <p className={styles.quiet}>{t(`insight.model_about.${kind}`)}</p>
    </Card>
  )
}
