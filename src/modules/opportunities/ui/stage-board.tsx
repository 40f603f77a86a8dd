/** The columns of one pipeline, and what happens when a card is carried from one to another. */
import { DndContext, DragOverlay, KeyboardSensor, MouseSensor, TouchSensor, useSensor, useSensors } from '@dnd-kit/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { useStill } from '../../../web/kit/use-still.ts'
import { nextColumn } from '../../../web/records/list/board-keys.ts'
import { useSaidDrops } from '../../../web/records/list/said-drops.ts'
import { CardBody } from './board-card.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { EndColumn } from './end-column.tsx'
import { StageColumn } from './stage-column.tsx'
import { nameInLanguage } from './stage-words.ts'
import { useMoves } from './use-moves.tsx'
import styles from './board.module.css'

import type { DragEndEvent } from '@dnd-kit/core'
import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Filter, RecordData } from '../../../web/client/records.ts'
import type { BoardColumn } from '../queries/board.ts'

interface Props {
  object: ObjectMetadata
  columns: BoardColumn[]
  /** False while nothing is known of the columns but what they are called. */
  isCounted: boolean
  filter: Filter
  q: string
}

interface Carried {
  record: RecordData
  from: BoardColumn
}

export function StageBoard({ object, columns: known, isCounted: isKnownCounted, filter, q }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { moved, move, dialog } = useMoves()
  const [carried, setCarried] = useState<Carried>()
  const columns = useStill(known, carried !== undefined)
  const isCounted = useStill(isKnownCounted, carried !== undefined)
  const [closing, setClosing] = useState<{ record: RecordData; end: 'won' | 'lost' }>()
  // The keyboard goes along with the card that it carried.
  const [follows, setFollows] = useState<string>()
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    // A thumb that stays takes hold of a card, one that goes on scrolls.
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: nextColumn, keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] } }),
  )
  const put = ({ record, from }: Carried, to: BoardColumn, isByKeyboard: boolean) => {
    if (to.id === from.id || to.is_deleted) return
    if (to.kind !== 'open') return setClosing({ record, end: to.kind })
    if (isByKeyboard) setFollows(record.id)
    void move(record, { id: to.id, name: to.name }, { id: from.id, name: from.name })
  }
  const drop = ({ over, activatorEvent }: DragEndEvent) => {
    setCarried(undefined)
    const to = columns.find(({ id }) => id === over?.id)
    if (carried && to) put(carried, to, activatorEvent instanceof KeyboardEvent)
  }
  const accessibility = useSaidDrops((id) => nameInLanguage(columns.find((column) => column.id === id)?.name ?? ''), t('opportunities.board_keys'))
  return (
    <DndContext sensors={sensors} autoScroll={{ acceleration: 4 }} accessibility={accessibility} onDragStart={({ active }) => setCarried(isCarried(active.data.current) ? active.data.current : undefined)} onDragCancel={() => setCarried(undefined)} onDragEnd={drop}>
      <div className={styles.board} role="group" aria-label={t('opportunities.board')}>
        {columns.map((column) =>
          column.kind === 'open' ? (
            <StageColumn
              key={column.id}
              object={object}
              column={column}
              isCounted={isCounted}
              filter={filter}
              q={q}
              moved={moved}
              follows={follows}
              isHeld={carried !== undefined}
              places={columns.filter((other) => other.id !== column.id && !other.is_deleted)}
              onPut={(record, to) => put({ record, from: column }, to, false)}
              onOpen={(record) => void navigate(`/opportunities/${record.id}`)}
            />
          ) : (
            <EndColumn key={column.id} column={column} isOffered={carried !== undefined} />
          ),
        )}
      </div>
      <DragOverlay dropAnimation={null}>
        {carried && (
          <div className={`${styles.card} ${styles.lifted}`}>
            <CardBody record={carried.record} column={carried.from} />
          </div>
        )}
      </DragOverlay>
      {dialog}
      {closing && <CloseDialog record={closing.record} end={closing.end} onClose={() => setClosing(undefined)} />}
    </DndContext>
  )
}

function isCarried(data: unknown): data is Carried {
  return typeof data === 'object' && data !== null && 'record' in data && 'from' in data
}
