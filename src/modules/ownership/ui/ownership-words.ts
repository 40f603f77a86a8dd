import type { useTranslation } from 'react-i18next'

type Words = ReturnType<typeof useTranslation>['t']

export interface Ownership {
  since: string
  how: string | null
  cause: Record<string, string> | null
  contacted_at: string | null
  dealt_at: string | null
  former_owner: { id: string; name: string } | null
}

/** The part of the page that this module answers; null for a customer whose clock has not begun. */
export function ownershipOf(given: unknown): Ownership | null {
  return typeof given === 'object' && given !== null && 'since' in given ? (given as Ownership) : null
}

/** How the customer came to where it is: in words of the reader's language, from what the event keeps. */
export function causeWords(t: Words, { how, cause, former_owner }: Ownership): string {
  const words = howWords(t, how, cause ?? {})
  return former_owner ? t('ownership.came_why', { name: former_owner.name, why: words }) : words
}

function howWords(t: Words, how: string | null, cause: Record<string, string>): string {
  switch (how) {
    case 'assigned':
      return `${t('ownership.by_rule', { rule: cause.rule_name })} ${t(cause.reason === 'turn' ? 'ownership.assigned.turn' : 'ownership.assigned.load', { able: cause.able, held: cause.held, weight: cause.weight })}`
    case 'claimed':
      return t('ownership.by_claim', { pool: cause.pool_name })
    case 'returned':
      return cause.reason === 'contact' || cause.reason === 'deal' ? t(`ownership.because.${cause.reason}`, { days: Number(cause.days) }) : t(`ownership.reason.${cause.reason ?? 'other'}`)
    case 'handed_over':
      return t('ownership.by_handover')
    case 'handover_undone':
      return t('ownership.by_revoke')
    case 'updated':
      return t('ownership.by_change')
    default:
      return t('ownership.by_creation')
  }
}
