/** The check of the register: what does not agree between visits and vouchers, the worst first; each line leads to where it is mended. */
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { addDays } from '../../../web/kit/days.ts'
import { formatDate, formatMoney, today } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { jobsPath } from './board-answer.ts'
import styles from './register.module.css'

import type { Finding } from '../queries/findings.ts'

const vouchersPath = 'service-vouchers'
const spans = { today: 0, week: 6, month: 30 } as const
type Span = keyof typeof spans

interface Answer {
  from: string
  until: string
  data: Finding[]
}

export function RegisterPage() {
  const { t } = useTranslation()
  const [parameters, set] = useParameters()
  const span: Span = parameters.get('over') === 'today' ? 'today' : parameters.get('over') === 'month' ? 'month' : 'week'
  const until = today()
  const asked = { from: addDays(until, -spans[span]), until }
  const query = useQuery({
    queryKey: [...keys.lists(vouchersPath), 'findings', asked],
    queryFn: ({ signal }) => api.post<Answer>(`/${vouchersPath}/findings`, asked, { signal }),
    placeholderData: (before) => before,
  })
  return (
    <>
      <PageHeader
        title={t('dispatch.check')}
        note={t('dispatch.check_note')}
        actions={<Link to={`/${vouchersPath}`}><Button tabIndex={-1}>{t('dispatch.register')}</Button></Link>}
        filters={<Segmented<Span> value={span} onChange={(value) => set({ over: value === 'week' ? undefined : value })} options={(['today', 'week', 'month'] as const).map((value) => ({ value, label: t(`dispatch.over_${value}`) }))} aria-label={t('dispatch.over')} />}
      />
      <div className={styles.page} aria-busy={query.isFetching}>
        <Loaded query={query} lines={8} isEmpty={({ data }) => data.length === 0} empty={{ title: t('dispatch.all_agrees'), hint: t('dispatch.all_agrees_hint') }}>
          {({ data }) => [...grouped(data)].map(([code, rows]) => <Group key={code} code={code} rows={rows} />)}
        </Loaded>
      </div>
    </>
  )
}

function Group({ code, rows }: { code: string; rows: readonly Finding[] }) {
  const { t } = useTranslation()
  const hasMoney = rows.some(({ total }) => total !== null)
  return (
    <Card title={t(`dispatch.finding_${code}`)} note={rows.length}>
      <ScrollBox label={t(`dispatch.finding_${code}`)} className={styles.box}>
        <table className={styles.table}>
          <thead>
            <tr>
              {['day', 'visit', 'customer', 'engineer', 'voucher'].map((name) => <th key={name} scope="col">{t(`dispatch.column_${name}`)}</th>)}
              {hasMoney && <th scope="col" className={styles.figure}>{t('dispatch.total')}</th>}
              {code === 'amounts_differ' && <th scope="col" className={styles.figure}>{t('dispatch.collected')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.job} ${row.voucher}`}>
                <td>{formatDate(row.day, 'short')}</td>
                <td><Link to={`/${jobsPath}/${row.job}`}>{row.subject}</Link></td>
                <td>{row.customer_name}</td>
                <td>{row.engineer}</td>
                <td>{row.voucher ? <Link to={`/${vouchersPath}/${row.voucher}`}>{row.number}</Link> : '–'}</td>
                {hasMoney && <td className={styles.figure}>{formatMoney(row.total)}</td>}
                {code === 'amounts_differ' && <td className={styles.figure}>{formatMoney(row.collected_amount)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  )
}

function grouped(rows: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const row of rows) groups.set(row.code, [...(groups.get(row.code) ?? []), row])
  return groups
}
