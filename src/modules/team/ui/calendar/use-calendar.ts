/** The calendar of a year, and what is said of its days. */
import { useQuery, useQueryClient } from '@tanstack/react-query'

import { api } from '../../../../web/client/api.ts'
import { keys } from '../../../../web/client/records.ts'

import type { RecordData } from '../../../../web/client/records.ts'

export interface Span {
  from: string
  to: string
}

export interface DayAnswer {
  day: string
  /** 1 for Monday. */
  weekday: number
  is_worked: boolean
  published: { kind: 'holiday' | 'make_up'; name: string; is_expected: boolean } | null
  own: { id: string; version: number; kind: 'holiday' | 'working'; name: string | null; hours: Span[] } | null
}

export interface YearAnswer {
  year: number
  is_published: boolean
  working_days: number
  days: DayAnswer[]
}

const path = 'calendar-days'

export function useYear(calendar: RecordData, year: number) {
  return useQuery({
    queryKey: [...keys.object('calendars'), calendar.id, 'year', year, calendar.version],
    queryFn: ({ signal }) => api.post<YearAnswer>(`/calendars/${calendar.id}/year`, { year }, { signal }),
    placeholderData: (before) => before,
  })
}

export interface DayDraft {
  kind: 'usual' | 'holiday' | 'working'
  name: string
  hours: Span[]
}

/** Writes what the company says of a day; answers how to take it back. */
export function useDays(calendarId: string) {
  const client = useQueryClient()
  const reload = () => client.invalidateQueries({ queryKey: ['records'] })
  const undoing = (work: () => Promise<unknown>) => async () => {
    await work()
    await reload()
  }
  return {
    save: async ({ day, own }: DayAnswer, draft: DayDraft) => {
      const undo = await write(calendarId, day, own, draft)
      await reload()
      return undoing(undo)
    },
    importList: async (text: string) => {
      const { created, changed, undo } = await api.post<{ created: number; changed: number; undo: object }>(`/calendars/${calendarId}/import-days`, { text })
      await reload()
      return { count: created + changed, undo: undoing(() => api.post(`/${path}/batch`, undo)) }
    },
  }
}

async function write(calendar: string, day: string, own: DayAnswer['own'], draft: DayDraft): Promise<() => Promise<unknown>> {
  const body = { kind: draft.kind, name: draft.name.trim() || null, hours: draft.kind === 'working' ? draft.hours : [] }
  if (draft.kind === 'usual') {
    if (!own) return () => Promise.resolve()
    await api.delete(`/${path}/${own.id}`)
    return () => api.post(`/${path}/${own.id}/restore`)
  }
  if (own) {
    await api.patch(`/${path}/${own.id}`, body, { ifMatch: own.version })
    return () => api.patch(`/${path}/${own.id}`, { kind: own.kind, name: own.name, hours: own.hours })
  }
  const { id } = await api.post<RecordData>(`/${path}`, { calendar, day, ...body })
  return () => api.delete(`/${path}/${id}`)
}
