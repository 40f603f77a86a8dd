/** Reports beside each other. Arranged by dragging, or by keys from the menu of each tile; kept at once. */
import { AppstoreAddOutlined, PushpinFilled, PushpinOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { useLanguage } from '../../../web/client/i18n.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys, usePatch, useRecord } from '../../../web/client/records.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../../web/kit/states.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { RecordHeader } from '../../../web/records/record/record-header.tsx'
import { RecordProblem, RecordSkeleton } from '../../../web/records/record/record-view.tsx'
import { AddTile } from './add-tile.tsx'
import { DashboardTile } from './dashboard-tile.tsx'
import { usePin } from './pins.ts'
import { moved, tilesOf, type Tile } from './tiles.ts'
import styles from './reports.module.css'

import type { TileAnswer } from '../actions/run-dashboard.ts'
import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { RecordScreenProps } from '../../../web/records/record/record-screens.tsx'

export function useDashboard(id: string, version: number | undefined) {
  const language = useLanguage()
  return useQuery({
    queryKey: [...keys.lists('dashboards'), 'run', id, version, language],
    queryFn: ({ signal }) => api.post<{ tiles: TileAnswer[] }>(`/dashboards/${id}/run`, {}, { signal }),
    placeholderData: (before) => before,
  })
}

export function DashboardScreen({ id, isPanel, onGone }: RecordScreenProps) {
  const object = useObject('dashboard')
  const answer = useRecord('dashboards', id)
  if (!object) return null
  if (answer.isError && !answer.data) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  return <Dashboard key={id} object={object} record={answer.data} isPanel={isPanel} onGone={onGone} />
}

function Dashboard({ object, record, isPanel, onGone }: { object: ObjectMetadata; record: RecordData; isPanel: boolean; onGone(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const patch = usePatch('dashboards')
  const pin = usePin('dashboard', record.id)
  const tiles = tilesOf(record.tiles)
  const [isArranging, setIsArranging] = useState(false)
  const [held, setHeld] = useState<number>()
  const answers = useDashboard(record.id, record.version)
  const keep = (next: Tile[]) => patch.mutate({ id: record.id, version: record.version, changes: { tiles: next } }, { onError: toast.problem })
  const canChange = record.can.change && !isPanel
  const isOpen = canChange && (isArranging || tiles.length === 0)
  return (
    <>
      <RecordHeader
        object={object}
        record={record}
        isPanel={isPanel}
        onGone={onGone}
        actions={
          !isPanel && (
            <>
              {canChange && <Button icon={<AppstoreAddOutlined aria-hidden />} aria-pressed={isArranging} onClick={() => setIsArranging((before) => !before)}>{t(isArranging ? 'reports.arranged' : 'reports.arrange')}</Button>}
              <Button icon={pin.isPinned ? <PushpinFilled aria-hidden /> : <PushpinOutlined aria-hidden />} aria-pressed={pin.isPinned} onClick={pin.toggle}>{t(pin.isPinned ? 'reports.unpin' : 'reports.pin')}</Button>
            </>
          )
        }
      />
      {isOpen && <AddTile known={tiles.map(({ report }) => report)} onAdd={(report) => keep([...tiles, { report, size: 'medium' }])} />}
      {tiles.length === 0 && <EmptyState title={t('reports.no_tiles')} hint={t('reports.no_tiles_hint')} />}
      {answers.isError && <ErrorState small error={answers.error} onRetry={() => void answers.refetch()} />}
      {answers.isPending && tiles.length > 0 && <SkeletonLines lines={8} />}
      <div className={styles.tiles} aria-busy={answers.isFetching}>
        {answers.data && tiles.map((tile, at) => (
          <DashboardTile
            key={tile.report}
            tile={tile}
            answer={answers.data.tiles.find(({ report }) => report?.id === tile.report) ?? answers.data.tiles[at]}
            isOpen={isOpen}
            isHeld={held === at}
            isFirst={at === 0}
            isLast={at === tiles.length - 1}
            onHold={(is) => setHeld(is ? at : undefined)}
            onDrop={() => held !== undefined && held !== at && keep(moved(tiles, held, at))}
            onMove={(steps) => keep(moved(tiles, at, at + steps))}
            onSize={(size) => keep(tiles.map((each, index) => (index === at ? { ...each, size } : each)))}
            onRemove={() => keep(tiles.filter((_, index) => index !== at))}
          />
        ))}
      </div>
    </>
  )
}
