/** The day that a page is of. A calendar is as much to load as the rest of such a page, which is there sooner without it. */
import { Button } from 'antd'
import { lazy, Suspense } from 'react'

import type { DayPickerProps } from './day-calendar.tsx'

const DayCalendar = lazy(async () => ({ default: (await import('./day-calendar.tsx')).DayCalendar }))

export function DayPicker(props: DayPickerProps) {
  return (
    <Suspense fallback={<Button disabled className={props.className}>{props.day}</Button>}>
      <DayCalendar {...props} />
    </Suspense>
  )
}
