/** A change of many as a person asks for it, and waits for it. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from './client.ts'

/** Answers the change when it has ended. */
export async function changeMany(client: Client, path: string, request: object): Promise<any> {
  const begun = await client.post(`/api/v1/${path}/bulk`, request)
  if (begun.status !== 202) throw new Error(`The change answered ${begun.status}: ${begun.text}`)
  return bulkEnded(client, begun.body.id)
}

export async function undoMany(client: Client, id: string): Promise<any> {
  const begun = await client.post(`/api/v1/bulk-changes/${id}/undo`)
  if (begun.status !== 202) throw new Error(`The undo answered ${begun.status}: ${begun.text}`)
  return bulkEnded(client, id)
}

export async function bulkEnded(client: Client, id: string): Promise<any> {
  for (;;) {
    const { body } = await client.get(`/api/v1/bulk-changes/${id}`)
    if (body.state !== 'running' && body.state !== 'undoing') return body
    await pause(20)
  }
}
