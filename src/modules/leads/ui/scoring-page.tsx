/** What the score has learnt, how good it is on leads it had not seen, and how soon leads are contacted. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { leadsPath } from './lead-answer.ts'
import { LearntCount } from './learnt-count.tsx'
import { QualityCard } from './quality-card.tsx'
import { SpeedCard } from './speed-card.tsx'
import { WeightsCard } from './weights-card.tsx'
import styles from './leads.module.css'

import type { Model } from '../../../platform/statistics/feature-model.ts'
import type { Quality } from '../../../platform/statistics/model-quality.ts'
import type { Verdict } from '../rules/quality.ts'

interface Scoring {
  needed: number
  model: { trained_at: string; won: number; lost: number; verdict: Verdict; quality: Quality | null; model: Model | null } | null
  can: { train: boolean }
}

export function ScoringPage() {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const query = useQuery({ queryKey: [...keys.object(leadsPath), 'scoring'], queryFn: ({ signal }) => api.post<Scoring>(`/${leadsPath}/scoring`, {}, { signal }) })
  const train = useMutation({
    mutationFn: () => api.post<{ verdict: Verdict }>(`/${leadsPath}/train`, {}),
    onSuccess: ({ verdict }) => toast.done(t(`leads.verdict.${verdict}`)),
    onError: toast.problem,
    onSettled: () => void client.invalidateQueries({ queryKey: ['records'] }),
  })
  return (
    <>
      <PageHeader
        title={t('leads.scoring')}
        note={t('leads.scoring_note')}
        actions={query.data?.can.train && <Button loading={train.isPending} onClick={() => train.mutate()}>{t('leads.train')}</Button>}
      />
      <div className={styles.page}>
        <Loaded query={query} lines={8}>
          {({ model, needed }) => (
            <>
              <Card title={t('leads.verdict')} note={model ? formatDateTime(model.trained_at, 'short') : undefined}>
                <p className={styles.verdict}>{t(model ? `leads.verdict.${model.verdict}` : 'leads.verdict.never')}</p>
                <dl className={styles.figures}>
                  <div><dt>{t('leads.learnt_won')}</dt><dd><LearntCount count={model?.won ?? 0} filter={{ is_won: true }} /></dd></div>
                  <div><dt>{t('leads.learnt_lost')}</dt><dd><LearntCount count={model?.lost ?? 0} filter={{ is_won: false }} /></dd></div>
                </dl>
                {model?.verdict === 'too_few' && <p className={styles.quiet}>{t('leads.needed', { needed })}</p>}
                {model?.quality && <QualityCard quality={model.quality} />}
              </Card>
              {model?.model && <WeightsCard model={model.model} isUsed={model.verdict === 'used'} />}
            </>
          )}
        </Loaded>
        <SpeedCard />
      </div>
    </>
  )
}
