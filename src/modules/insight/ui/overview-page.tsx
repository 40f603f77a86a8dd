/** What customers are worth: in numbers, in kinds, and how unequal they are. Every figure leads to the customers behind it. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Card, Loaded } from '../../../web/kit/card.tsx'
import { Chart } from '../../../web/kit/chart.tsx'
import { formatMoney, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { boughtInWindow, sumOf, sumsBy, useCells, useReadable, useWindowTotals } from './cells.ts'
import { paretoChart, peakOf, whaleChart } from './curves.ts'
import { InsightFrame } from './insight-frame.tsx'
import { LoyaltyGrid } from './loyalty-grid.tsx'
import { listOf, useRowsOf } from './standing.ts'
import { SumBars } from './sum-bars.tsx'
import styles from './insight.module.css'

import type { Standing } from './standing.ts'

export function OverviewPage() {
  const { t } = useTranslation()
  return <InsightFrame title={t('insight.title')}>{(standing) => <Overview standing={standing} />}</InsightFrame>
}

function Overview({ standing }: { standing: Standing }) {
  const { t } = useTranslation()
  const query = useCells()
  return (
    <Loaded query={query} lines={10} isEmpty={(cells) => cells.length === 0} empty={{ title: t('insight.nothing_bought'), hint: t('insight.nothing_bought_hint') }}>
      {(cells) => {
        const total = sumOf(cells)
        return (
          <>
            <Card title={t('insight.window')} note={standing.curves ? undefined : t('insight.own_part')}>
              <Figures rows={standing.rows} lost={sumsBy(cells, 'lifecycle_stage').get('decline')?.customers ?? 0} />
              {standing.curves && standing.curves.eighty !== null && <p className={styles.statement}>{t('insight.eighty', { percent: formatPercent(Math.round(standing.curves.eighty * 1000) / 10) })}</p>}
            </Card>
            <Card title={t('insight.segments')} note={t('insight.segments_note')}>
              <SumBars sorting="segment" sums={sumsBy(cells, 'segment')} total={total} label={t('insight.segments')} advice={(key) => t(`insight.advice.${key}`)} />
            </Card>
            <div className={styles.pair}>
              <Card title={t('insight.abc')} note={t('insight.abc_note')}>
                <SumBars sorting="abc_class" sums={sumsBy(cells, 'abc_class')} total={total} label={t('insight.abc')} />
              </Card>
              <Card title={t('insight.stages')} note={t('insight.stages_note')}>
                <SumBars sorting="lifecycle_stage" sums={sumsBy(cells, 'lifecycle_stage')} total={total} label={t('insight.stages')} />
              </Card>
              {standing.curves && standing.curves.pareto.length > 0 && (
                <Card title={t('insight.pareto_card')}>
                  {standing.curves.eighty !== null && <p className={styles.saying}>{t('insight.eighty', { percent: formatPercent(Math.round(standing.curves.eighty * 1000) / 10) })}</p>}
                  <Chart kind="curve" data={paretoChart(t, standing.curves.pareto, standing.curves.eighty)} height={240} />
                </Card>
              )}
              {standing.curves && standing.curves.whale.length > 0 && (
                <Card title={t('insight.whale_card')}>
                  <Whale curve={standing.curves.whale} />
                </Card>
              )}
              <Card title={t('insight.loyalty')} note={t('insight.loyalty_note')}>
                <LoyaltyGrid sums={sumsBy(cells, 'loyalty_kind')} total={total} />
              </Card>
            </div>
          </>
        )
      }}
    </Loaded>
  )
}

function Figures({ rows, lost }: { rows: Standing['rows']; lost: number }) {
  const { t } = useTranslation()
  const isReadable = useReadable()
  const rowsOf = useRowsOf()
  const query = useWindowTotals()
  const money = (value: number) => formatMoney(value, { scale: 0, compact: true })
  const purchases = rowsOf(rows.monetary)
  return (
    <Loaded query={query} lines={2}>
      {(total) => (
        <dl className={styles.figures}>
          <div><dt>{t('insight.customers')}</dt><dd><Link to={listOf(boughtInWindow)}>{formatNumber(total.customers)}</Link></dd></div>
          <div><dt>{t('insight.amount')}</dt><dd>{purchases ? <Link to={purchases}>{money(total.monetary)}</Link> : money(total.monetary)}</dd></div>
          {isReadable('profit') && <div><dt>{t('insight.profit')}</dt><dd><Link to={listOf({}, '-profit')}>{money(total.profit)}</Link></dd></div>}
          {isReadable('lifetime_value') && <div><dt>{t('insight.lifetime')}</dt><dd><Link to={listOf({ lifetime_value: { is_empty: false } }, '-lifetime_value')}>{money(total.lifetime_value)}</Link></dd></div>}
          <div><dt>{t('insight.leaving')}</dt><dd>{lost > 0 ? <Link to={listOf({ lifecycle_stage: 'decline' }, isReadable('profit') ? '-profit' : '-monetary')}>{formatNumber(lost)}</Link> : '0'}</dd></div>
        </dl>
      )}
    </Loaded>
  )
}

function Whale({ curve }: { curve: [number, number][] }) {
  const { t } = useTranslation()
  const peak = peakOf(curve)
  const isLosing = peak !== null && peak.profit > 1.005
  const percent = (share: number) => formatPercent(Math.round(share * 1000) / 10)
  return (
    <>
      <p className={styles.saying}>
        {isLosing ? t('insight.whale_losing', { customers: percent(peak.customers), profit: percent(peak.profit), lost: percent(peak.profit - 1) }) : t('insight.whale_even')}{' '}
        {peak !== null && peak.profit > 1 && <Link to={listOf({ profit: { lt: 0 } }, 'profit')}>{t('insight.at_a_loss')}</Link>}
      </p>
      <Chart kind="curve" data={whaleChart(t, curve)} height={240} />
    </>
  )
}
