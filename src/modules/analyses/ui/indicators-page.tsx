/** Indicators (指标): each with what it is, what it is to be, how it went, and the rows behind it. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Loaded } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { IndicatorCard } from './indicator-card.tsx'
import styles from './analyses.module.css'

import type { IndicatorStanding } from '../queries/indicators.ts'
import type { ObjectMetadata } from '../../../web/client/metadata.tsx'

export function IndicatorsPage() {
  const object = useObject('indicator_target')
  return object ? <Indicators object={object} /> : null
}

function Indicators({ object }: { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [parameters, set] = useParameters()
  const department = parameters.get('department')
  const query = useQuery({
    queryKey: [...keys.lists(object.path), 'standing', department],
    queryFn: ({ signal }) => api.post<IndicatorStanding>(`/${object.path}/standing`, { department }, { signal }),
    placeholderData: keepPreviousData,
  })
  const compute = useMutation({ mutationFn: () => api.post(`/${object.path}/compute`, {}), onSettled: () => client.invalidateQueries({ queryKey: keys.lists(object.path) }) })
  const { computed_at: at, departments = [], sees_company: seesCompany } = query.data ?? {}
  const shown = department ?? query.data?.department ?? ''
  const choices = [...(seesCompany ? [{ value: '', label: t('analyses.company') }] : []), ...departments.map(({ id, name, depth }) => ({ value: id, label: `${'　'.repeat(depth)}${name}` }))]
  return (
    <>
      <PageHeader
        title={t('analyses.indicators')}
        note={at && t('analyses.computed', { at: formatDateTime(at, 'short') })}
        actions={
          <>
            {object.actions.some(({ name }) => name === 'compute') && <Button loading={compute.isPending} onClick={() => compute.mutate()}>{t('analyses.compute')}</Button>}
            <Link to={`/${object.path}?view=all`}><Button tabIndex={-1}>{t('analyses.targets')}</Button></Link>
          </>
        }
      />
      <div className={styles.page} aria-busy={query.isFetching}>
        {choices.length > 1 && <div className={styles.bar}><Select className={styles.choice} aria-label={t('analyses.of')} value={shown} onChange={(value: string) => set({ department: value || undefined })} options={choices} /></div>}
        <p className={styles.about}>{t('analyses.indicators_about')}</p>
        <Loaded query={query} lines={10} isEmpty={({ computed_at: computed }) => computed === null} empty={{ title: t('analyses.no_months'), hint: t('analyses.no_months_hint') }}>
          {(standing) => (
            <div className={styles.indicators}>
              {standing.indicators.map((indicator) => <IndicatorCard key={indicator.key} indicator={indicator} object={object} department={standing.department} />)}
            </div>
          )}
        </Loaded>
      </div>
    </>
  )
}
