/** What complaints come to: how many, why, whose, how long, what they cost, and how many are settled. Every figure leads to its complaints. */
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { addDays } from '../../../web/kit/days.ts'
import { formatDate, formatMoney, formatNumber, today } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { stepNames } from './complaint-answer.ts'
import styles from './complaints.module.css'

import type { Quality, QualityGroup } from '../queries/quality.ts'

const spans = ['30', '90', '365'] as const
const sides = [['by_cause', 'cause'], ['by_product', 'product'], ['by_department', 'responsible_department'], ['by_person', 'responsible_person']] as const

export function QualityPage() {
  const { t } = useTranslation()
  const [parameters, setParameters] = useSearchParams()
  const span = spans.find((one) => one === parameters.get('days')) ?? '90'
  const object = useObject('complaint')
  const from = addDays(today(), 1 - Number(span))
  const query = useQuery({
    queryKey: [...keys.object('complaints'), 'quality', from],
    queryFn: ({ signal }) => api.post<Quality>('/complaints/quality', { from }, { signal }),
    enabled: object !== undefined,
    placeholderData: (before) => before,
  })
  if (!object) return null
  return (
    <>
      <PageHeader
        title={t('complaints.quality')}
        note={query.data && t('complaints.quality_note', { from: formatDate(query.data.from), until: formatDate(query.data.until) })}
        actions={<Link to="/complaints">{t('complaints.list')}</Link>}
      />
      <div className={styles.page} aria-busy={query.isFetching}>
        <div>
          <Segmented aria-label={t('complaints.span')} value={span} onChange={(value) => setParameters(value === '90' ? {} : { days: value }, { replace: true })} options={spans.map((value) => ({ value, label: t('complaints.days', { count: Number(value) }) }))} />
        </div>
        <Loaded query={query} lines={10} isEmpty={({ total }) => total.count === 0 && total.warnings === 0} empty={{ title: t('complaints.quality_empty'), hint: labelOf(object.empty_hint) }}>
          {(quality) => (
            <>
              <Totals {...quality} />
              <div className={styles.columns}>
                <Steps quality={quality} />
                {sides.map(([side, field]) => (
                  <Groups key={side} title={t(`complaints.${side}`)} field={field} from={quality.from} groups={quality[side]} />
                ))}
              </div>
            </>
          )}
        </Loaded>
      </div>
    </>
  )
}

function Totals({ total }: Quality) {
  const { t } = useTranslation()
  const share = total.count === 0 ? '—' : `${formatNumber(Math.round((total.verified / total.count) * 100))}%`
  const figures: [string, string, boolean?][] = [
    ['count', formatNumber(total.count)], ['open_count', formatNumber(total.open)], ['to_call_back', formatNumber(total.done)], ['late_count', formatNumber(total.call_back_late), total.call_back_late > 0],
    ['share_verified', share], ['reopened', formatNumber(total.reopened)], ['raised', formatNumber(total.raised)], ['warnings', formatNumber(total.warnings)], ['cost', formatMoney(total.cost)],
  ]
  return (
    <Card title={t('complaints.in_total')}>
      <dl className={styles.figures}>
        {figures.map(([name, text, isAlarming]) => (
          <div key={name}>
            <dt>{t(`complaints.figure_${name}`)}</dt>
            <dd className={isAlarming ? styles.alarm : undefined}>{text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function Steps({ quality: { steps } }: { quality: Quality }) {
  const { t } = useTranslation()
  const options = useObject('complaint')?.fields.find(({ name }) => name === 'status')?.options ?? []
  const longest = Math.max(...steps.map(({ hours }) => hours), 1)
  return (
    <Card title={t('complaints.time_per_step')} note={t('complaints.hours')}>
      <ul className={styles.bars}>
        {stepNames.map((step) => {
          const found = steps.find((one) => one.step === step)
          const label = options.find(({ key }) => key === step)?.label
          return (
            <li key={step}>
              <span>{label ? labelOf(label) : step}</span>
              <span className={styles.track}>
                <i style={{ width: `${((found?.hours ?? 0) / longest) * 100}%` }} />
              </span>
              <span className={styles.figure}>{found ? formatNumber(found.hours) : '—'}</span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function Groups({ title, field, from, groups }: { title: string; field: string; from: string; groups: QualityGroup[] }) {
  const { t } = useTranslation()
  const known = groups.filter(({ key }) => key !== null)
  const most = Math.max(...known.map(({ count }) => count), 1)
  const linkTo = (id: string) => `/complaints?view=all&filter=${encodeURIComponent(JSON.stringify({ [field]: id, opened_at: { gte: from }, origin: { ne: 'warning' } }))}`
  return (
    <Card title={title}>
      {known.length === 0 && <p className={styles.hint}>{t('complaints.none_said')}</p>}
      <ul className={styles.groups}>
        {known.map(({ key, count, verified, cost }) => (
          <li key={key?.id}>
            <Link to={linkTo(key?.id ?? '')}>{key?.name}</Link>
            <span className={styles.figure}>{formatNumber(count)}</span>
            <span className={styles.track}>
              <i style={{ width: `${(count / most) * 100}%` }} />
            </span>
            <span className={styles.by}>{t('complaints.of_group', { verified: Math.round((verified / count) * 100), cost: formatMoney(cost) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
