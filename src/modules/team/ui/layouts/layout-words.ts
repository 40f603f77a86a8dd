import { useQuery } from '@tanstack/react-query'

import { api } from '../../../../web/client/api.ts'
import { i18n } from '../../../../web/client/i18n.ts'
import { keys } from '../../../../web/client/records.ts'
import { referencesOf } from '../../../../web/fields/reference-select.tsx'
import { roleName } from '../roles/role.ts'

import type { RecordData } from '../../../../web/client/records.ts'
import type { Outline } from './layout-model.ts'

export const layoutsPath = 'layouts'

/** What there is to be laid out. `object` undefined asks nothing. */
export function useOutline(object: string | undefined) {
  return useQuery({
    queryKey: [...keys.object(layoutsPath), 'outline', object],
    queryFn: ({ signal }) => api.post<Outline>(`/${layoutsPath}/outline`, { object }, { signal }),
    enabled: object !== undefined,
  })
}

/** Whom a layout is for. */
export function forWhom(record: RecordData): string {
  const [role] = referencesOf(record.role)
  return role ? roleName(role.name) : i18n.t('team.layout.everybody')
}
