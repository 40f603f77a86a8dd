/** The board of a pipeline: a column for each stage, tens of thousands of cards, moved by pointer, touch and keyboard. */
import { BarChartOutlined, PlusOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Segmented, Select } from 'antd'
import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys, recordsOf, useList } from '../../../web/client/records.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../../web/kit/states.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { pipelinesOfBoard, stagesOfBoard } from './board-questions.ts'
import { StageBoard } from './stage-board.tsx'
import { columnsOf, nameInLanguage } from './stage-words.ts'
import styles from './board.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Filter } from '../../../web/client/records.ts'
import type { BoardColumn } from '../queries/board.ts'

const FormDrawer = lazy(async () => ({ default: (await import('../../../web/records/form-drawer.tsx')).FormDrawer }))

export function BoardPage() {
  const object = useObject('opportunity')
  return object ? <BoardOf object={object} /> : null
}

function BoardOf({ object }: { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const isPhone = useIsPhone()
  const [parameters, set] = useParameters()
  const [isCreating, setIsCreating] = useState(false)
  // Stages are few and known at once: their cards are asked for while their sums are still counted.
  const pipelines = useList('pipelines', pipelinesOfBoard)
  const stages = useList('stages', stagesOfBoard)
  const known = recordsOf(pipelines.data)
  const pipeline = known.find(({ id }) => id === parameters.get('pipeline')) ?? known.find(({ is_default: isDefault }) => isDefault === true) ?? known[0]
  const whose = parameters.get('whose') === 'mine' ? 'mine' : 'all'
  const isStalledOnly = parameters.get('stalled') === '1'
  const q = useDeferredValue(parameters.get('q') ?? '')
  const filter = useMemo<Filter>(() => ({ ...(whose === 'mine' ? { owner: '@me' } : {}), ...(isStalledOnly ? { stage_due_on: { lt: 'today' } } : {}) }), [whose, isStalledOnly])
  const asked = { pipeline: pipeline?.id ?? '', filter, q: q || undefined }
  const heads = useQuery({
    // A list for all that it is asked anew like one, when somebody changes something.
    queryKey: [...keys.lists(object.path), 'board', asked],
    queryFn: ({ signal }) => api.post<{ columns: BoardColumn[] }>('/opportunities/board', asked, { signal }),
    enabled: pipeline !== undefined,
    placeholderData: (before) => before,
  })
  const columns = heads.data?.columns ?? (pipeline && stages.isSuccess ? columnsOf(recordsOf(stages.data), pipeline.id) : undefined)
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('opportunities.board')}
        actions={
          <>
            <Button icon={<UnorderedListOutlined aria-hidden />} onClick={() => void navigate('/opportunities')} aria-label={t('opportunities.list')}>{isPhone ? null : t('opportunities.list')}</Button>
            <Button icon={<BarChartOutlined aria-hidden />} onClick={() => void navigate('/opportunities/funnel')} aria-label={t('opportunities.funnel')}>{isPhone ? null : t('opportunities.funnel')}</Button>
            {object.can.create && (
              <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => (isPhone ? void navigate('/opportunities/new') : setIsCreating(true))}>
                {t('opportunities.new')}
              </Button>
            )}
          </>
        }
        filters={
          <>
            {known.length > 1 && <Select value={pipeline?.id} onChange={(id: string) => set({ pipeline: id })} options={known.map(({ id, name }) => ({ value: id, label: nameInLanguage(String(name)) }))} aria-label={t('opportunities.pipeline')} />}
            <Segmented value={whose} onChange={(value) => set({ whose: value === 'mine' ? 'mine' : '' })} options={[{ value: 'all', label: t('opportunities.all') }, { value: 'mine', label: t('opportunities.mine') }]} />
            <Checkbox checked={isStalledOnly} onChange={({ target }) => set({ stalled: target.checked ? '1' : '' })}>{t('opportunities.stalled_only')}</Checkbox>
            <Input.Search allowClear className={styles.search} defaultValue={q} placeholder={t('opportunities.search')} aria-label={t('opportunities.search')} onChange={({ target }) => set({ q: target.value })} />
          </>
        }
      />
      {heads.isError && <ErrorState error={heads.error} onRetry={() => void heads.refetch()} />}
      {!heads.isError && (columns && pipeline ? <StageBoard key={pipeline.id} object={object} columns={columns} isCounted={heads.isSuccess} filter={filter} q={q} /> : pipelines.isSuccess && !pipeline ? <EmptyState title={t('opportunities.no_pipeline')} action={<Link to="/pipelines">{t('opportunities.pipelines')}</Link>} /> : <div className={styles.waiting}><SkeletonLines lines={6} height={88} /></div>)}
      <Suspense fallback={null}>{isCreating && <FormDrawer object={object} initial={pipeline ? { pipeline: { id: pipeline.id, name: pipeline.name } } : undefined} onClose={() => setIsCreating(false)} />}</Suspense>
    </div>
  )
}
