import type { StoredEvent } from '../../../kernel/history/events.ts'
import type { Label } from '../../../platform/label.ts'

/** What an event says of a clock that it starts. Instants are RFC 3339. */
export interface Beginning {
  customer: string
  /** The record that started it: one clock a rule and record. */
  source: string
  /** Whom it counts for; null: whoever looks after the customer. */
  owner: string | null
  started_at: string
  /** Set where the event is at once the end: what happened is entered. */
  done_at: string | null
}

/**
 * `filing`: the file has to be complete in time; it ends when nothing required is missing. `entering`: what happened has to be
 * entered in time; it ends with the event that starts it.
 */
export type ClockKind = 'filing' | 'entering'

export interface Start {
  label: Label
  kind: ClockKind
  /** Of events. */
  kinds: string[]
  /** Null for an event that starts none. */
  beginningOf(event: StoredEvent): Beginning | null
}

/** What may start a clock, as data. */
export const starts = {
  customer_active: {
    label: { zh: '客户转为合作', en: 'A customer becomes active' },
    kind: 'filing',
    kinds: ['customers.customer.created', 'customers.customer.updated'],
    beginningOf: ({ record_id: id, at, before, after }) =>
      after?.status === 'active' && before?.status !== 'active' ? { customer: id, source: id, owner: null, started_at: instant(at), done_at: null } : null,
  },
  contract_signed: {
    label: { zh: '签署了合同', en: 'A contract is signed' },
    kind: 'filing',
    kinds: ['quotes.contract.signed'],
    beginningOf: ({ record_id: id, about_id: customer, at }) => (customer === null ? null : { customer, source: id, owner: null, started_at: instant(at), done_at: null }),
  },
  interaction_logged: {
    label: { zh: '记录了一次接触', en: 'A contact is logged' },
    kind: 'entering',
    kinds: ['interactions.interaction.created'],
    beginningOf: ({ record_id: id, about_id: customer, at, after, cause }) => {
      const happened = after?.at
      // What is entered ahead of its time is not late; what comes over from a lead was entered in its time, there.
      if (customer === null || cause?.lead || typeof happened !== 'string' || Date.parse(happened) > Date.parse(instant(at))) return null
      return { customer, source: id, owner: typeof after?.owner === 'string' ? after.owner : null, started_at: instant(happened), done_at: instant(at) }
    },
  },
} as const satisfies Record<string, Start>

export type StartKey = keyof typeof starts

export function startOf(key: string): Start | undefined {
  return new Map<string, Start>(Object.entries(starts)).get(key)
}

function instant(at: string): string {
  return new Date(at).toISOString()
}
