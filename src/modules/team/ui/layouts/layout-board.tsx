/** Panels with their fields, and what is not shown: moved by pointer, by keys, or by the menu of each field. */
import { DndContext, DragOverlay, PointerSensor, pointerWithin, useSensor, useSensors } from '@dnd-kit/core'
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../../web/client/metadata.tsx'
import { useIsPhone } from '../../../../web/kit/use-media.ts'
import { useSaidDrops } from '../../../../web/records/list/said-drops.ts'
import { HiddenFields } from './hidden-fields.tsx'
import { addPanel, linePrefix, moveField, movePanel, placeOf, removePanel, renamePanel, restOf, stepOf } from './layout-model.ts'
import { PanelCard, RestCard } from './panel-card.tsx'
import { PanelName } from './panel-name.tsx'
import styles from './layouts.module.css'

import type { CollisionDetection, DragEndEvent, DragMoveEvent } from '@dnd-kit/core'
import type { KeyboardEvent } from 'react'
import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { Draft, Outline, Panel, Place } from './layout-model.ts'

interface Props {
  object: ObjectMetadata
  outline: Outline
  draft: Draft
  disabled: boolean
  onChange(draft: Draft): void
}

/** What every line and card of the board needs. */
export interface Board {
  draft: Draft
  disabled: boolean
  nameOf(field: string): string
  isNeeded(field: string): boolean
  /** The line that Tab leads to, in the list that has it. */
  current: string | undefined
  onFocus(field: string): void
  move(field: string, to: Place): void
  step(field: string, step: 1 | -1): void
  carried: string | undefined
  /** Where the carried field would be put now. */
  target: Place | undefined
}

export function LayoutBoard({ object, outline, draft, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const box = useRef<HTMLDivElement>(null)
  const wanted = useRef<string | undefined>(undefined)
  const [current, setCurrent] = useState<string>()
  const [carried, setCarried] = useState<string>()
  const [target, setTarget] = useState<Place>()
  const [said, setSaid] = useState('')
  const [naming, setNaming] = useState<Panel | 'new'>()
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }))
  const nameOf = (name: string) => labelOf(object.fields.find((field) => field.name === name)?.label ?? { zh: name, en: name })
  const panelName = (key: string | null) => labelOf(draft.panels.find((panel) => panel.key === key)?.label ?? { zh: t('team.layout.hidden'), en: t('team.layout.hidden') })

  // A line that was moved is drawn anew elsewhere; the keys go with it. Not before the key is done with: Enter in the menu would open that of the line.
  useEffect(() => {
    const name = wanted.current
    if (name === undefined) return
    wanted.current = undefined
    setTimeout(() => lineOf(box.current, name)?.focus())
  }, [draft])

  const move = (name: string, to: Place) => {
    if (to.panel === null && outline.needed.includes(name)) return setSaid(t('team.layout.needed', { field: nameOf(name) }))
    const next = moveField(draft, name, to)
    wanted.current = name
    setCurrent(name)
    onChange(next)
    const at = placeOf(next, name)
    setSaid(at ? t('team.layout.moved', { field: nameOf(name), panel: panelName(at.panel), place: at.at + 1 }) : t('team.layout.moved_out', { field: nameOf(name) }))
  }
  const board: Board = {
    draft,
    disabled,
    nameOf,
    isNeeded: (name) => outline.needed.includes(name),
    current,
    onFocus: setCurrent,
    move,
    step: (name, step) => {
      const to = stepOf(draft, name, step)
      if (to) move(name, to)
    },
    carried,
    target,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const line = event.target instanceof HTMLElement ? event.target.dataset.line : undefined
    if (line === undefined) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && event.altKey && !disabled) board.step(line, step)
    else if (step !== 0) linesOf(box.current).at(Math.max(0, linesOf(box.current).findIndex((each) => each.dataset.line === line) + step))?.focus()
    else if (event.key === 'Delete' && !disabled && placeOf(draft, line)) move(line, { panel: null, at: 0 })
    else return
    event.preventDefault()
  }
  const drop = () => {
    setCarried(undefined)
    setTarget(undefined)
    if (carried !== undefined && target) move(carried, target)
  }
  const accessibility = useSaidDrops((id) => (id.startsWith(linePrefix) ? nameOf(id.slice(linePrefix.length)) : panelName(id)), t('team.layout.keys_hint'))
  const rest = restOf(draft, outline)
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={smallest}
      accessibility={accessibility}
      onDragStart={({ active }) => setCarried(String(active.id))}
      onDragMove={(event) => setTarget((before) => same(before, targetOf(event, draft)))}
      onDragEnd={drop}
      onDragCancel={() => {
        setCarried(undefined)
        setTarget(undefined)
      }}
    >
      <div ref={box} className={styles.board} onKeyDown={onKeyDown}>
        <div className={styles.panels} role="group" aria-label={t('team.layout.panels')}>
          {!disabled && <p className={styles.note}>{t(isPhone ? 'team.layout.touch_hint' : 'team.layout.keys_hint')}</p>}
          {draft.panels.map((panel, index) => (
            <PanelCard
              key={panel.key}
              panel={panel}
              board={board}
              isFirst={index === 0}
              isLast={index === draft.panels.length - 1}
              onRename={() => setNaming(panel)}
              onMove={(step) => onChange(movePanel(draft, panel.key, step))}
              onRemove={() => onChange(removePanel(draft, panel.key, outline))}
            />
          ))}
          {!disabled && (
            <Button type="dashed" block icon={<PlusOutlined aria-hidden />} onClick={() => setNaming('new')}>
              {t('team.layout.add_panel')}
            </Button>
          )}
          {rest.length > 0 && <RestCard fields={rest} board={board} />}
        </div>
        <HiddenFields object={object} outline={outline} board={board} />
      </div>
      <DragOverlay dropAnimation={null}>{carried !== undefined && <div className={styles.carried}>{nameOf(carried)}</div>}</DragOverlay>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {naming && (
        <PanelName
          panel={naming === 'new' ? undefined : naming}
          onClose={() => setNaming(undefined)}
          onNamed={(label) => {
            onChange(naming === 'new' ? addPanel(draft, label) : renamePanel(draft, naming.key, label))
            setNaming(undefined)
          }}
        />
      )}
    </DndContext>
  )
}

/** A line lies on its panel: the line is meant. */
const smallest: CollisionDetection = (args) => {
  const hits = pointerWithin(args)
  const line = hits.find(({ data }) => data?.droppableContainer.data.current?.field !== undefined)
  return line ? [line] : hits
}

function targetOf({ active, over }: DragMoveEvent | DragEndEvent, draft: Draft): Place | undefined {
  const data = over?.data.current
  if (!over || data?.panel === undefined) return undefined
  const name = String(active.id)
  const others = draft.panels.find(({ key }) => key === data.panel)?.fields.filter((each) => each !== name) ?? []
  if (data.field === undefined || data.field === name) return data.field === name ? placeOf(draft, name) : { panel: data.panel, at: others.length }
  const carried = active.rect.current.translated
  const isBelow = carried !== null && carried.top + carried.height / 2 > over.rect.top + over.rect.height / 2
  return { panel: data.panel, at: others.indexOf(data.field) + (isBelow ? 1 : 0) }
}

/** The place that is known already where nothing changes, so that nothing is drawn anew. */
function same(before: Place | undefined, after: Place | undefined): Place | undefined {
  return before?.panel === after?.panel && before?.at === after?.at ? before : after
}

function linesOf(box: HTMLElement | null): HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
}

function lineOf(box: HTMLElement | null, name: string): HTMLElement | undefined {
  return linesOf(box).find((line) => line.dataset.line === name)
}
