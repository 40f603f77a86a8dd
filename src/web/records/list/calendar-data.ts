import { useQuery } from '@tanstack/react-query'

import { api } from '../../client/api.ts'
import { fetchList, keys } from '../../client/records.ts'
import { allOf } from '../filter/filter-model.ts'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { ListQuery, RecordData, Reference } from '../../client/records.ts'

/** What the server answers at once. */
const most = 500

/** Where there are more, so many of each day; days say how many they have. */
export const mostOfDay = 60

interface CalendarData {
  records: RecordData[]
  /** By day. */
  counts: Map<string, number>
}

/** The records of some days in the order of time, and how many each day has. */
export function useCalendar(object: ObjectMetadata, [field, time]: [day: FieldMetadata, time: FieldMetadata | undefined], query: ListQuery, days: string[], isAsked: boolean) {
  const between = (from: string | undefined, to: string | undefined) => allOf(query.filter, { [field.name]: { gte: from, lte: to } }) ?? {}
  const filter = between(days[0], days.at(-1))
  return useQuery({
    queryKey: [...keys.list(object.path, { ...query, filter }), 'calendar', field.name],
    queryFn: async ({ signal }): Promise<CalendarData> => {
      const body = { object: object.name, q: query.q, filter, group_by: [{ field: field.name, by: 'day', as: 'day' }], measures: [{ fn: 'count', as: 'count' }], limit: 100 }
      const { data } = await api.post<{ data: { day: string; count: number }[] }>('/query', body, { signal })
      const counts = new Map(data.map(({ day, count }) => [day, count]))
      const load = async (asked: ListQuery['filter'], limit: number) =>
        (await fetchList(object.path, { ...query, filter: asked, sort: field.name, fields: [...(query.fields ?? []), field.name, ...(time ? [time.name] : [])], limit, count: 'none' }, { signal })).data
      const total = data.reduce((sum, { count }) => sum + count, 0)
      if (total <= most) return { records: total === 0 ? [] : await load(filter, most), counts }
      // One question for all would be used up by the first days.
      const parts = await Promise.all(data.map(({ day }) => load(between(day, day), days.length > 7 ? 3 : mostOfDay)))
      return { records: parts.flat(), counts }
    },
    enabled: isAsked,
    placeholderData: (before) => before,
  })
}

interface TeamData {
  records: RecordData[]
  /** Of the days; more than the records where there are too many to draw. */
  total: number
  /** The people of the own department, who have something or not. */
  team: Reference[]
}

/** The records that lie in some days, from where they begin, and the people who could do them. */
export function useTeam(object: ObjectMetadata, { field, start, owner }: { field: FieldMetadata; start: FieldMetadata | undefined; owner: FieldMetadata }, query: ListQuery, days: string[]) {
  const [from, to] = [days[0], days.at(-1)]
  const within = { [field.name]: { gte: from, lte: to } }
  const filter = allOf(query.filter, start ? { or: [within, { [start.name]: { lte: to }, [field.name]: { gte: from } }] } : within) ?? {}
  return useQuery({
    queryKey: [...keys.list(object.path, { ...query, filter }), 'team', field.name],
    queryFn: async ({ signal }): Promise<TeamData> => {
      const fields = [...(query.fields ?? []), field.name, owner.name, ...object.fields.filter(({ time_of, start_of }) => time_of === field.name || start_of === field.name).map(({ name }) => name)]
      const [page, team] = await Promise.all([
        fetchList(object.path, { ...query, filter, sort: field.name, fields, limit: most, count: 'exact' }, { signal }),
        fetchList('users', { filter: { department: '@my_team', is_active: true }, fields: ['name'], limit: 100, count: 'none' }, { signal }),
      ])
      return { records: page.data, total: page.total ?? page.data.length, team: team.data.map(({ id, name }) => ({ id, name: String(name) })) }
    },
    placeholderData: (before) => before,
  })
}
