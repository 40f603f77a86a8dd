/** What was merged, newest first, and the way back. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { recordsOf, useList } from '../../../../web/client/records.ts'
import { Loaded } from '../../../../web/kit/card.tsx'
import { daysFromToday, formatDateTime } from '../../../../web/kit/format.ts'
import { Row, Rows } from '../../../../web/kit/rows.tsx'
import { referencesOf } from '../../../../web/fields/reference-select.tsx'
import styles from './duplicates.module.css'

import type { RecordData } from '../../../../web/client/records.ts'

/** The same as in merging/undo-merge.ts. */
const undoableDays = 30

export function MergeList({ onUndo, isUndoing }: { onUndo(merge: string): void; isUndoing: boolean }) {
  const { t } = useTranslation()
  const merges = useList('merges', { sort: '-created_at', limit: 50 })
  return (
    <div className={styles.merges}>
      <Loaded query={merges} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('customers.duplicates.no_merges'), hint: t('customers.duplicates.no_merges_hint') }}>
        {(data) => (
          <>
            <Rows>
              {recordsOf(data).map((merge) => (
                <MergeRow key={merge.id} merge={merge} onUndo={onUndo} isUndoing={isUndoing} />
              ))}
            </Rows>
            {merges.hasNextPage && (
              <Button onClick={() => void merges.fetchNextPage()} loading={merges.isFetchingNextPage}>
                {t('customers.duplicates.more')}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}

function MergeRow({ merge, onUndo, isUndoing }: { merge: RecordData; onUndo(merge: string): void; isUndoing: boolean }) {
  const { t } = useTranslation()
  const [survivor] = referencesOf(merge.survivor)
  const isUndone = merge.state === 'undone'
  const isLate = (daysFromToday(merge.created_at) ?? 0) < -undoableDays
  const told = [formatDateTime(merge.created_at), merge.created_by?.name, isUndone ? t('customers.duplicates.undone', { at: formatDateTime(merge.undone_at), name: referencesOf(merge.undone_by)[0]?.name ?? '' }) : '']
  return (
    <Row
      to={`/customers/${survivor?.id ?? ''}`}
      title={t('customers.duplicates.merged_title', { loser: String(merge.name), survivor: survivor?.name ?? '' })}
      note={told.filter(Boolean).join(' · ')}
      end={
        !isUndone &&
        (isLate ? (
          t('customers.duplicates.too_late', { days: undoableDays })
        ) : (
          <Button size="small" loading={isUndoing} onClick={() => onUndo(merge.id)}>
            {t('customers.duplicates.undo')}
          </Button>
        ))
      }
    />
  )
}
