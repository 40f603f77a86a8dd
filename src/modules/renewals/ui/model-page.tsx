/** What was learnt of renewals, and how it did on contracts that it had not seen: whether to believe it. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { CountLink, bandOf } from '../../../web/kit/count-link.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { LearntCard } from './learnt.tsx'
import { LikelyCard } from './likely.tsx'
import styles from './renewals.module.css'

import type { RenewalStanding } from '../engine/fit-renewals.ts'

type Model = RenewalStanding['model']

const fewest = 30

export function RenewalModelPage() {
  const { t } = useTranslation()
  const object = useObject('contract_risk')
  const query = useQuery({ queryKey: [...keys.lists('contract-risks'), 'model'], queryFn: ({ signal }) => api.post<{ standing: RenewalStanding | null }>('/contract-risks/model', {}, { signal }), enabled: object?.queries.includes('model') === true })
  if (!object) return null
  const learnt = query.data?.standing?.model
  const fitted = learnt?.kind === 'fitted' ? learnt.model : null
  return (
    <>
      <PageHeader title={t('renewals.model')} note={query.data?.standing ? t('renewals.as_of', { day: formatDate(query.data.standing.as_of) }) : undefined} actions={<Link to="/contract-risks">{labelOf(object.plural_label)}</Link>} />
      <div className={styles.page}>
        <Card title={t('renewals.trust')}>
          <Loaded query={query} lines={6} isEmpty={({ standing }) => standing === null} empty={{ title: t('renewals.not_yet') }}>
            {({ standing }) => standing && <Standing standing={standing} />}
          </Loaded>
        </Card>
        {fitted && (
          <>
            <LearntCard model={fitted} />
            <LikelyCard />
          </>
        )}
      </div>
    </>
  )
}

/** A count with the contracts that were counted. */
function Learnt({ count, filter }: { count: number; filter: Record<string, unknown> }) {
  return <CountLink path="learnt-contracts" count={count} filter={filter} />
}

function Standing({ standing: { contracts, ended, running, model } }: { standing: RenewalStanding }) {
  const { t } = useTranslation()
  return (
    <>
      <p className={styles.statement}>{verdictOf(model)}</p>
      <dl className={styles.figures}>
        <div><dt>{t('renewals.contracts')}</dt><dd><Learnt count={contracts} filter={{}} /></dd></div>
        <div><dt>{t('renewals.ended')}</dt><dd><Learnt count={ended} filter={{ is_lost: true }} /></dd></div>
        <div><dt>{t('renewals.running')}</dt><dd>{running > 0 && 'quality' in model ? <Link to="/contract-risks?view=likely">{formatNumber(running)}</Link> : formatNumber(running)}</dd></div>
        {'quality' in model && (
          <>
            <div><dt title={t('renewals.auc_about')}>AUC</dt><dd>{formatNumber(model.quality.auc, 3)}</dd></div>
            <div><dt>{t('renewals.calibration_error')}</dt><dd>{formatPercent(model.quality.calibration_error * 100, 1)}</dd></div>
            <div><dt>{t('renewals.lift')}</dt><dd>{formatNumber(model.quality.lift_of_first_tenth, 1)}</dd></div>
          </>
        )}
      </dl>
      <p className={styles.saying}>{t('renewals.about')}</p>
      {'quality' in model && (
        <ScrollBox label={t('renewals.calibration')} className={styles.box}>
          <table className={styles.table}>
            <thead><tr><th scope="col">{t('renewals.said')}</th><th scope="col" className={styles.bars} aria-hidden="true" /><th scope="col" className={styles.figure}>{t('renewals.came')}</th><th scope="col" className={styles.figure}>{t('renewals.counted')}</th></tr></thead>
            <tbody>
              {model.quality.calibration.map(({ said, came, count }) => (
                <tr key={said}><th scope="row">{formatPercent(said * 100, 0)}</th><td className={styles.bars} aria-hidden="true"><i className={styles.said} style={{ width: `${said * 100}%` }} /><i className={styles.came} style={{ width: `${came * 100}%` }} /></td><td className={styles.figure}>{formatPercent(came * 100, 0)}</td><td className={styles.figure}><Learnt count={count} filter={bandOf(said, 10)} /></td></tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </>
  )

  function verdictOf(fit: Model): string {
    if (fit.kind === 'too_little') return t(`renewals.too_little.${fit.why}`, { fewest })
    if (fit.kind === 'no_better_than_chance') return t('renewals.no_better')
    return t(fit.is_too_good ? 'renewals.too_good' : 'renewals.fitted')
  }
}
