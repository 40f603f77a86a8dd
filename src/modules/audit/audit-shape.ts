/** What the routes of the audit answer; the page reads these. */
import type { Label } from '../../platform/label.ts'

export type Act = 'created' | 'changed' | 'deleted' | 'restored' | 'files' | 'sensitive' | 'sign_in' | 'credentials' | 'look_as' | 'rights' | 'settings' | 'erased' | 'other'

export interface AuditEntry {
  id: string
  at: string
  actor: { id: string; name: string }
  act: Act
  kind: string
  verb: Label
  object: string
  object_label: Label | null
  /** Null where the caller may not see the record, and where the entry is about none. */
  record: { id: string; name: string | null } | null
  record_id: string
  /** Names of the fields that an update changed. */
  changed: string[]
  /** What an act that is no change says of itself: filter, number, file name. */
  details: Record<string, unknown> | null
  address: string | null
  program: string | null
  cause: Record<string, string> | null
}

export interface WholeAuditEntry extends AuditEntry {
  fields: { field: string; before: unknown; after: unknown }[]
  request_id: string | null
  /** Values were blanked for a person's right to be forgotten. */
  is_erased: boolean
}

export type FaultKind =
  | 'event_removed' | 'event_changed' | 'event_inserted' | 'event_moved' | 'events_reordered'
  | 'seal_removed' | 'seal_changed' | 'seal_unlinked' | 'seals_shortened'

export interface Fault {
  sequence: number
  /** The event it is about; null for a fault of the seal itself. */
  event: string | null
  kind: FaultKind
}

export interface ChainState {
  /** The newest seal; its hash kept elsewhere proves later that nothing before it was written anew. */
  newest: { sequence: number; hash: string; sealed_at: string; entries: number; until: string | null } | null
  waiting: number
  checked: { at: string; sequence: number; entries: number; erased: number; faults: Fault[]; fault_count: number } | null
}
