/** Working through customers that may be the same: pairs on the left, the two files side by side; what was merged, with its undo. */
import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'

import { labelOf, useObject } from '../../../../web/client/metadata.tsx'
import { recordsOf, useList, useRecord } from '../../../../web/client/records.ts'
import { Loaded } from '../../../../web/kit/card.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { useShortcuts } from '../../../../web/kit/shortcuts.tsx'
import { EmptyState } from '../../../../web/kit/states.tsx'
import { Tabs } from '../../../../web/kit/tabs.tsx'
import { useIsPhone } from '../../../../web/kit/use-media.ts'
import { referencesOf } from '../../../../web/fields/reference-select.tsx'
import { NotFound } from '../../../../web/shell/not-found.tsx'
import { Comparison } from './comparison.tsx'
import { MergeList } from './merge-list.tsx'
import { PairList, reasonsOf } from './pair-list.tsx'
import { SearchButton, SearchNote } from './search-button.tsx'
import { useMerging } from './use-merging.ts'
import styles from './duplicates.module.css'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { ReactNode } from 'react'
import type { Filter, RecordData } from '../../../../web/client/records.ts'

const scores = ['90', '70']

export function DuplicatesPage() {
  const { t } = useTranslation()
  const object = useObject('duplicate_pair')
  const customer = useObject('customer')
  const [parameters, setParameters] = useSearchParams()
  const tab = parameters.get('tab') ?? 'open'
  const [left, right] = [parameters.get('left'), parameters.get('right')]
  const { undo } = useMerging()
  if (!object || !customer) return <NotFound />
  const maySearch = object.actions.some(({ name }) => name === 'find')
  const go = (key: string) => setParameters(key === 'open' ? {} : { tab: key })
  if (left && right) return <ByHand customer={customer} left={left} right={right} />
  return (
    <>
      <PageHeader title={t('customers.duplicates.title')} actions={maySearch && <SearchButton />} />
      {maySearch && <SearchNote />}
      <div className={styles.tabs}>
        <Tabs label={t('customers.duplicates.title')} active={tab} onChange={go} tabs={['open', 'dismissed', 'merged'].map((key) => ({ key, label: t(`customers.duplicates.tab.${key}`) }))} />
      </div>
      {tab === 'merged' ? <MergeList onUndo={(merge) => undo.mutate(merge)} isUndoing={undo.isPending} /> : <Pairs key={tab} object={object} customer={customer} state={tab === 'dismissed' ? 'dismissed' : 'open'} />}
    </>
  )
}

/** Two that somebody put together: no search had to find them. */
function ByHand({ customer, left, right }: { customer: ObjectMetadata; left: string; right: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { merge } = useMerging({ onDone: ({ survivor }) => void navigate(`/${customer.path}/${survivor.id}`) })
  return (
    <>
      <PageHeader title={t('customers.duplicates.by_hand')} />
      <div className={styles.alone}>
        <Comparison object={customer} ids={{ left, right }} isMerging={merge.isPending} onMerge={(request) => merge.mutate(request)} />
      </div>
    </>
  )
}

function Pairs({ object, customer, state }: { object: ObjectMetadata; customer: ObjectMetadata; state: 'open' | 'dismissed' }) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const [parameters, setParameters] = useSearchParams()
  const set = (changes: Record<string, string | undefined>) =>
    setParameters((before) => {
      const after = new URLSearchParams(before)
      for (const [name, value] of Object.entries(changes)) {
        if (value) after.set(name, value)
        else after.delete(name)
      }
      return after
    })
  const [reason, score, of] = [parameters.get('reason'), parameters.get('score'), parameters.get('customer')]
  const filter = filterOf({ state, reason, score, of })
  const list = useList(object.path, { filter, sort: '-score', limit: 50, count: 'exact' })
  const pairs = recordsOf(list.data)
  const named = pairs.find(({ id }) => id === parameters.get('pair'))
  const current = named ?? (isPhone ? undefined : pairs[0])
  const place = current ? pairs.indexOf(current) : -1
  const open = (id: string | undefined) => set({ pair: id })
  const { merge, decide } = useMerging({ onDone: () => open(undefined) })
  const move = (step: number) => open(pairs[Math.max(0, Math.min(pairs.length - 1, place + step))]?.id)
  useShortcuts(t('customers.duplicates.title'), [
    { keys: 'j', label: t('customers.duplicates.next'), run: () => move(1) },
    { keys: 'k', label: t('customers.duplicates.previous'), run: () => move(-1) },
  ])
  const reasons = object.fields.find(({ name }) => name === 'reasons')?.options ?? []
  const filters = (
    <div className={styles.filters}>
      <Select
        className={styles.filter}
        allowClear
        placeholder={t('customers.duplicates.any_reason')}
        aria-label={t('customers.duplicates.reason')}
        value={reason ?? undefined}
        onChange={(value: string | undefined) => set({ reason: value, pair: undefined })}
        options={reasons.map(({ key, label }) => ({ value: key, label: labelOf(label) }))}
      />
      <Select
        className={styles.filter}
        allowClear
        placeholder={t('customers.duplicates.any_score')}
        aria-label={t('customers.duplicates.score')}
        value={score ?? undefined}
        onChange={(value: string | undefined) => set({ score: value, pair: undefined })}
        options={scores.map((value) => ({ value, label: t('customers.duplicates.score_from', { score: value }) }))}
      />
      <span className={styles.count}>{list.data?.pages[0]?.total !== undefined && t('customers.duplicates.count', { count: list.data.pages[0].total ?? 0 })}</span>
    </div>
  )
  const isFiltered = Boolean(reason ?? score ?? of)
  const comparison = current && (
    <Decision object={object} customer={customer} pair={current}>
      <Comparison
        object={customer}
        ids={{ left: referencesOf(current.left)[0]?.id ?? '', right: referencesOf(current.right)[0]?.id ?? '' }}
        isMerging={merge.isPending}
        onMerge={(request) => merge.mutate(request)}
        onDismiss={state === 'open' ? () => decide.mutate({ pair: current.id, verb: 'dismiss' }, { onSuccess: () => open(undefined) }) : undefined}
      />
      {state === 'dismissed' && (
        <div className={styles.decide}>
          <Button onClick={() => decide.mutate({ pair: current.id, verb: 'reopen' })}>{t('customers.duplicates.reopen')}</Button>
        </div>
      )}
    </Decision>
  )
  if (isPhone && current) {
    return (
      <div className={styles.alone}>
        <Button className={styles.back} type="text" icon={<ArrowLeftOutlined aria-hidden />} onClick={() => open(undefined)}>
          {t('customers.duplicates.back')}
        </Button>
        {comparison}
      </div>
    )
  }
  return (
    <div className={styles.columns}>
      <div className={styles.side}>
        {filters}
        {of && <OfCustomer customer={customer} id={of} onAll={() => set({ customer: undefined, pair: undefined })} />}
        <Loaded query={list} lines={8} isEmpty={() => pairs.length === 0} empty={{ title: t(isFiltered ? 'customers.duplicates.none_filtered' : `customers.duplicates.none.${state}`), hint: isFiltered ? undefined : t(`customers.duplicates.none_hint.${state}`) }}>
          {() => (
            <>
              <PairList object={object} pairs={pairs} current={current?.id} onOpen={open} />
              {list.hasNextPage && (
                <Button className={styles.more} onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
                  {t('customers.duplicates.more')}
                </Button>
              )}
            </>
          )}
        </Loaded>
      </div>
      {!isPhone && <div className={styles.main}>{comparison}</div>}
    </div>
  )
}

function OfCustomer({ customer, id, onAll }: { customer: ObjectMetadata; id: string; onAll(): void }) {
  const { t } = useTranslation()
  const record = useRecord(customer.path, id).data
  return (
    <p className={styles.of}>
      {t('customers.duplicates.of', { name: String(record?.name ?? '') })}
      <Button type="link" size="small" onClick={onAll}>
        {t('customers.duplicates.all')}
      </Button>
    </p>
  )
}

/** A pair whose two files the person can no longer see both is told of as such. */
function Decision({ object, customer, pair, children }: { object: ObjectMetadata; customer: ObjectMetadata; pair: RecordData; children: ReactNode }) {
  const { t } = useTranslation()
  if (!pair.left || !pair.right) return <EmptyState title={t('record.not_there', { object: labelOf(customer.label) })} />
  return (
    <>
      <p className={styles.reasons}>{t('customers.duplicates.because', { reasons: reasonsOf(object, pair).join(t('customers.duplicates.comma')) })}</p>
      {children}
    </>
  )
}

function filterOf({ state, reason, score, of }: { state: string; reason: string | null; score: string | null; of: string | null }): Filter {
  return {
    state,
    ...(reason ? { reasons: { contains: reason } } : {}),
    ...(score ? { score: { gte: Number(score) } } : {}),
    ...(of ? { or: [{ left: of }, { right: of }] } : {}),
  }
}
