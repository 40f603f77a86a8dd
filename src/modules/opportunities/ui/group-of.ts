import type { GroupRow } from './group-rows.tsx'

/** The rows of a field of groups; none where nothing is written, or it may not be seen. */
export function groupOf(value: unknown): GroupRow[] {
  return Array.isArray(value) ? value.filter((row): row is GroupRow => typeof row === 'object' && row !== null) : []
}
