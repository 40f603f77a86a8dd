/** Records with no more said of them than a test cares for. */
import type { Client } from './client.ts'

let counter = 0

/** Creates one record and returns it as it is read. */
export async function create(client: Client, objects: string, input: Record<string, unknown>): Promise<any> {
  const { status, text, body } = await client.post(`/api/v1/${objects}`, input)
  if (status !== 201) throw new Error(`${objects} ${JSON.stringify(input)} answered ${status}: ${text}`)
  return body
}

export const aCustomer = (client: Client, input: Record<string, unknown> = {}) =>
  create(client, 'customers', { name: `宁波远洋 ${++counter}`, kind: 'organisation', ...input })

export const aContact = (client: Client, customer: string, input: Record<string, unknown> = {}) =>
  create(client, 'contacts', { customer, name: `周敏 ${++counter}`, ...input })

export const aTask = (client: Client, input: Record<string, unknown> = {}) =>
  create(client, 'tasks', { name: `回访 ${++counter}`, due_on: '2026-03-02', ...input })

export const aTransaction = (client: Client, customer: string, input: Record<string, unknown> = {}) =>
  create(client, 'transactions', { customer, at: '2026-03-02T01:00:00Z', amount: '100.00', ...input })
