/** A day, or a first and a last one, by a calendar: as texts like 2026-11-28. The calendar is heavy and comes when the first one is shown. */
import { Button } from 'antd'
import { lazy, Suspense } from 'react'

import styles from './day-picker.module.css'

export interface DayProps {
  day: string | null | undefined
  /** The first and the last day that can be chosen. */
  first?: string
  last?: string
  /** Cannot be emptied. */
  isRequired?: boolean
  label: string
  hint?: string
  className?: string
  autoFocus?: boolean
  onChange(day: string | null): void
}

export interface DaysProps {
  from: string
  to: string
  label: string
  className?: string
  onChange(from: string, to: string): void
}

const Day = lazy(async () => ({ default: (await import('./day-calendars.tsx')).Day }))
const Days = lazy(async () => ({ default: (await import('./day-calendars.tsx')).Days }))

export function DayPicker({ className = styles.day, ...props }: DayProps) {
  return (
    <Suspense fallback={<Button disabled className={className} aria-label={props.label}>{props.day ?? props.hint}</Button>}>
      <Day className={className} {...props} />
    </Suspense>
  )
}

export function DaysPicker({ className = styles.days, ...props }: DaysProps) {
  return (
    <Suspense fallback={<Button disabled className={className} aria-label={props.label}>{`${props.from} – ${props.to}`}</Button>}>
      <Days className={className} {...props} />
    </Suspense>
  )
}
