/** What `/api/v1/imports` answers. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'

import { api } from '../../client/api.ts'

import type { FieldTypeName } from '../../../kernel/definitions/field.ts'
import type { Label } from '../../../kernel/definitions/label.ts'
import type { Job } from '../job.ts'

export type ImportState = 'mapping' | 'checking' | 'checked' | 'running' | 'done' | 'cancelled' | 'failed' | 'undone'

export interface ImportField {
  path: string
  label: Label | string
  required: boolean
  /** Not asked for where all of these are given: it follows from them. */
  follows_from?: string[]
  type: FieldTypeName
  hint?: Label | string
  /** Several columns may fill it. */
  many?: boolean
  /** May tell whether a record is there already. */
  can_match?: boolean
}

export interface ImportOptions {
  duplicates: 'skip' | 'update' | 'create'
  match_by: string[]
  /** By field: a fixed text, with `{column}` and `{row}` filled in. */
  constants?: Record<string, string>
  /** What an empty cell does to a record that is there already. */
  empty_cells?: 'keep' | 'clear'
  /** What becomes of a row with a value that cannot be read. */
  bad_values?: 'refuse' | 'leave_out'
  encoding?: string
  delimiter?: string
  has_header?: boolean
  sheet?: string
}

export interface RowProblem {
  row: number
  column: string
  value: string
  reason: string
}

export interface ImportResult {
  rows: number
  created: number
  updated: number
  skipped: number
  failed: number
  joined?: number
  /** Values of rows that were taken without them; not told by imports from before there was the choice. */
  left_out?: number
  errors_preview: RowProblem[]
  /** Why the work as a whole ended before its time. */
  problem?: { code: string; message: string }
  /** After an undo: what was taken back, and what was not. */
  undone?: { records: number; kept: number; kept_preview: { id: string; name: string; reason: string }[] }
}

export interface Import {
  id: string
  state: ImportState
  object: string
  file_name: string
  format: string
  encoding: string | null
  delimiter: string | null
  sheets?: string[] | null
  sheet?: string | null
  columns: string[]
  sample: string[][]
  suggested: Record<string, string | null>
  mapping?: Record<string, string | null> | null
  options?: Partial<ImportOptions> | null
  fields: ImportField[]
  total_bytes: number
  job?: Job | null
  result?: ImportResult | null
  has_error_file?: boolean
  created_at?: string
}

export const importKeys = { all: ['imports'] as const, one: (id: string) => ['imports', id] as const }

/** The state of an import is the server's: loading the page again goes on where it was. */
export function useImport(id: string | undefined) {
  return useQuery({
    queryKey: importKeys.one(id ?? ''),
    queryFn: ({ signal }) => api.get<Import>(`/imports/${id}`, { signal }),
    enabled: id !== undefined,
    // While something runs, its progress is asked for.
    refetchInterval: ({ state }) => (isBusy(state.data) ? 600 : false),
  })
}

/** As lists answer them, without what the file holds. */
export type ImportSummary = Pick<Import, 'id' | 'object' | 'state' | 'file_name' | 'result' | 'has_error_file' | 'created_at'>

export function useImports() {
  return useQuery({ queryKey: importKeys.all, queryFn: ({ signal }) => api.get<{ data: ImportSummary[] }>('/imports', { query: { limit: 30 }, signal }) })
}

export function isBusy(current: Import | undefined): boolean {
  return current?.state === 'checking' || current?.state === 'running'
}

/** The steps that change an import; each shows its answer at once. */
export function useImportActions(id: string) {
  const client = useQueryClient()
  return useMemo(() => {
    const reload = async () => {
      await client.invalidateQueries({ queryKey: importKeys.one(id) })
      void client.invalidateQueries({ queryKey: importKeys.all, exact: true })
    }
    return {
      change: async (changes: { mapping?: Record<string, string | null>; options?: Partial<ImportOptions> }) => {
        const changed = await api.patch<Import>(`/imports/${id}`, changes)
        client.setQueryData<Import>(importKeys.one(id), (before) => ({ ...before, ...changed }))
      },
      check: async () => {
        await api.post(`/imports/${id}/check`)
        await reload()
      },
      run: async () => {
        await api.post(`/imports/${id}/run`)
        await reload()
      },
      cancel: async () => {
        await api.post(`/imports/${id}/cancel`)
        await reload()
      },
      undo: async () => {
        await api.post(`/imports/${id}/undo`)
        await reload()
        await client.invalidateQueries({ queryKey: ['records'] })
      },
    }
  }, [client, id])
}
