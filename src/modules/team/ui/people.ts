/** All people of the company at once: roles and departments count them. */
import { useQuery } from '@tanstack/react-query'

import { fetchList, keys } from '../../../web/client/records.ts'
import { referencesOf } from '../../../web/fields/reference-select.tsx'

import type { RecordData, Reference } from '../../../web/client/records.ts'

export interface Person extends Reference {
  isActive: boolean
  title: string
  departmentId: string | undefined
  roles: Reference[]
}

export const usersPath = 'users'

const pageSize = 500

export function usePeople() {
  return useQuery({
    queryKey: [...keys.lists(usersPath), 'all'],
    queryFn: async ({ signal }) => {
      const people: Person[] = []
      let cursor: string | undefined
      do {
        const page = await fetchList(usersPath, { fields: ['id', 'name', 'title', 'is_active', 'department', 'roles'], sort: 'name', limit: pageSize }, { cursor, signal })
        people.push(...page.data.map(personOf))
        cursor = page.next_cursor ?? undefined
      } while (cursor)
      return people
    },
  })
}

function personOf(record: RecordData): Person {
  return {
    id: record.id,
    name: String(record.name ?? ''),
    title: String(record.title ?? ''),
    isActive: record.is_active !== false,
    departmentId: referencesOf(record.department)[0]?.id,
    roles: referencesOf(record.roles),
  }
}
