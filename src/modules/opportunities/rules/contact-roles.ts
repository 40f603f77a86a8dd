import type { Value } from '../../../kernel/definitions/field.ts'

/** Roles stand with the contacts of the opportunity, in their order: whoever is none any more has no part in it, and each has one. */
export function rolesOf(roles: readonly Value[] | null, contacts: readonly string[] | null): Value[] {
  const rows = new Map((roles ?? []).flatMap((row) => (typeof row === 'object' && row !== null && 'contact' in row ? [[row.contact, row]] : [])))
  return (contacts ?? []).flatMap((contact) => rows.get(contact) ?? [])
}
