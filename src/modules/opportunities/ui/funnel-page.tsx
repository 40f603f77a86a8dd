/** How opportunities get through the stages, and why they are won and lost. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { keys, recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { RecordFilter } from '../../../web/records/record-filter.tsx'
import { FunnelSteps } from './funnel-steps.tsx'
import { periodKeys, periodOf } from './funnel-period.ts'
import { nameInLanguage } from './stage-words.ts'
import { WinLossTable } from './win-loss-table.tsx'
import styles from './funnel.module.css'

import type { Funnel } from '../queries/funnel.ts'
import type { WinLoss } from '../queries/win-loss.ts'

export function FunnelPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [parameters, set] = useParameters()
  const pipelines = recordsOf(useList('pipelines', { sort: 'position', limit: 50 }).data)
  const pipeline = pipelines.find(({ id }) => id === parameters.get('pipeline')) ?? pipelines.find(({ is_default: isDefault }) => isDefault === true) ?? pipelines[0]
  const period = periodKeys.find((key) => key === parameters.get('period')) ?? 'year'
  const owner = parameters.get('owner')
  const asked = { pipeline: pipeline?.id ?? '', ...periodOf(period), filter: owner ? { owner } : {} }
  const ask = <Answer,>(what: string) => ({
    queryKey: [...keys.lists('opportunities'), what, asked],
    queryFn: ({ signal }: { signal: AbortSignal }) => api.post<Answer>(`/opportunities/${what}`, asked, { signal }),
    enabled: pipeline !== undefined,
    placeholderData: keepPreviousData,
  })
  const funnel = useQuery(ask<Funnel>('funnel'))
  const ends = useQuery(ask<WinLoss>('win-loss'))
  return (
    <>
      <PageHeader
        title={t('opportunities.funnel')}
        actions={<Button onClick={() => void navigate('/opportunities/board')}>{t('opportunities.board')}</Button>}
        filters={
          <>
            <Select value={pipeline?.id} onChange={(id: string) => set({ pipeline: id })} options={pipelines.map(({ id, name }) => ({ value: id, label: nameInLanguage(String(name)) }))} aria-label={t('opportunities.pipeline')} />
            <Select value={period} onChange={(value: string) => set({ period: value })} options={periodKeys.map((key) => ({ value: key, label: t(`opportunities.period.${key}`) }))} aria-label={t('opportunities.period.label')} />
            <RecordFilter object="user" value={owner} onChange={(id) => set({ owner: id })} placeholder={t('opportunities.everybody')} />
          </>
        }
      />
      <div className={styles.page} aria-busy={funnel.isFetching}>
        <Card title={t('opportunities.conversion')} note={t('opportunities.funnel_note')}>
          <Loaded query={funnel} lines={6} isEmpty={({ total }) => total === 0} empty={{ title: t('opportunities.funnel_empty') }}>
            {(answer) => <FunnelSteps funnel={answer} />}
          </Loaded>
        </Card>
        <Card title={t('opportunities.win_loss')} note={t('opportunities.win_loss_note')}>
          <Loaded query={ends} lines={6} isEmpty={({ total }) => total.won + total.lost === 0} empty={{ title: t('opportunities.win_loss_empty') }}>
            {(answer) => <WinLossTable answer={answer} by={parameters.get('by')} onBy={(by) => set({ by })} />}
          </Loaded>
        </Card>
      </div>
    </>
  )
}
