/** What a person of the portal reaches. There is no other condition for it: lists, single records, files and search all stand under this one. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { PortalPerson } from './person.ts'

/** Of requests, orders and contracts. @param row alias of the table in the statement */
export function belongs({ customer, contact, sees }: PortalPerson, row: string): Sql {
  const ofCustomer = sql`${sql.id(row, 'workspace_id')} = ${sql.workspace} and ${sql.id(row, 'customer_id')} = ${customer}::uuid and ${sql.id(row, 'deleted_at')} is null`
  // Who is the customer has nobody beside.
  return sees === 'own' && contact !== null ? sql`${ofCustomer} and ${sql.id(row, 'contact_id')} = ${contact}::uuid` : ofCustomer
}
