/** A bar of the plan of a team. Its end is drawn out or in by the pointer, or by the arrow keys and Enter. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { addDays } from '../../kit/days.ts'
import { formatDate } from '../../kit/format.ts'
import styles from './calendar-team.module.css'

import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import type { Bar } from './calendar-days.ts'

interface Props {
  bar: Bar
  days: readonly string[]
  name: string
  canStretch: boolean
  /** While its end is held, nothing else is to move it. */
  onHold(isHeld: boolean): void
  /** It is to end on that day. */
  onStretch(day: string): void
  children: ReactNode
}

export function TeamBar({ bar: { first, last, lane, from, to }, days, name, canStretch, onHold, onStretch, children }: Props) {
  const [held, setHeld] = useState<string>()
  const end = held === undefined ? last : Math.max(first, days.findLastIndex((day) => day <= held))
  const hold = (day: string | undefined) => {
    setHeld(day)
    onHold(day !== undefined)
  }
  // What ends beyond the days shown has its end elsewhere.
  const hasEnd = days[last] === to
  return (
    <div className={`${styles.bar} ${held === undefined ? '' : styles.stretched}`} style={{ gridColumn: `${first + 2} / ${end + 3}`, gridRow: lane + 1 }} title={`${name} · ${from === to ? formatDate(to) : `${formatDate(from)} – ${formatDate(to)}`}`}>
      {children}
      {canStretch && hasEnd && <End name={name} from={from} to={to} held={held} onHold={hold} onStretch={onStretch} />}
    </div>
  )
}

interface EndProps extends Pick<Props, 'name' | 'onStretch'>, Pick<Bar, 'from' | 'to'> {
  held: string | undefined
  onHold(day: string | undefined): void
}

function End({ name, from, to, held, onHold, onStretch }: EndProps) {
  const { t } = useTranslation()
  const letGo = () => {
    if (held !== undefined && held !== to) onStretch(held)
    onHold(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by !== undefined) {
      event.preventDefault()
      const day = addDays(held ?? to, by)
      if (day >= from) onHold(day)
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      letGo()
    } else if (event.key === 'Escape' && held !== undefined) {
      event.stopPropagation()
      onHold(undefined)
    }
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const day = dayUnder(event.currentTarget, event.clientX)
    if (day) onHold(day < from ? from : day)
  }
  return (
    <span
      role="slider"
      tabIndex={0}
      className={styles.stretch}
      aria-label={t('calendar.end_of', { name })}
      aria-valuenow={Date.parse(held ?? to) / 86_400_000}
      aria-valuemin={Date.parse(from) / 86_400_000}
      aria-valuetext={formatDate(held ?? to)}
      title={t('calendar.stretch')}
      onKeyDown={onKeyDown}
      onBlur={() => onHold(undefined)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        event.currentTarget.focus()
        event.preventDefault()
      }}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={() => onHold(undefined)}
    />
  )
}

/** The day of the row whose column the pointer is in; beyond the last one it is the last. */
function dayUnder(handle: HTMLElement, x: number): string | undefined {
  const places = [...(handle.closest('section')?.querySelectorAll<HTMLElement>('[data-day]') ?? [])]
  return places.findLast((place) => place.getBoundingClientRect().left <= x)?.dataset.day
}
