/** Files sent and imported as a person does it. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Client, Reply } from './client.ts'

/** A multipart request with one file. */
export function upload(client: Client, url: string, parts: { fields?: Record<string, string>; fileName?: string; file: string | Buffer }): Promise<Reply> {
  const boundary = 'test-boundary-7MA4YWxk'
  const pieces: Buffer[] = []
  for (const [name, value] of Object.entries(parts.fields ?? {})) {
    pieces.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`))
  }
  pieces.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${parts.fileName ?? 'file.csv'}"\r\ncontent-type: application/octet-stream\r\n\r\n`))
  pieces.push(Buffer.from(parts.file), Buffer.from(`\r\n--${boundary}--\r\n`))
  return client.send({ method: 'POST', url, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: Buffer.concat(pieces) })
}

export interface ImportRequest {
  object: string
  file: string | Buffer
  fileName?: string
  mapping?: Record<string, string | null>
  options?: Record<string, unknown>
}

/** Upload and mapping; answers the import as it is then. */
export async function prepareImport(client: Client, request: ImportRequest): Promise<any> {
  const sent = await upload(client, '/api/v1/imports', { fields: { object: request.object }, fileName: request.fileName, file: request.file })
  if (sent.status !== 201) throw new Error(`The upload answered ${sent.status}: ${sent.text}`)
  if (!request.mapping && !request.options) return sent.body
  const mapped = await client.patch(`/api/v1/imports/${sent.body.id}`, { mapping: request.mapping, options: request.options })
  if (mapped.status !== 200) throw new Error(`The mapping answered ${mapped.status}: ${mapped.text}`)
  return mapped.body
}

/** Upload, mapping and run; answers the import when it has ended. */
export async function importFile(client: Client, request: ImportRequest): Promise<any> {
  const { id } = await prepareImport(client, request)
  return work(client, id, 'run')
}

/** Check, run or undo, to its end. */
export async function work(client: Client, id: string, verb: 'check' | 'run' | 'undo'): Promise<any> {
  const begun = await client.post(`/api/v1/imports/${id}/${verb}`)
  if (begun.status !== 202) throw new Error(`${verb} answered ${begun.status}: ${begun.text}`)
  return ended(client, id)
}

export async function ended(client: Client, id: string): Promise<any> {
  for (;;) {
    const { body } = await client.get(`/api/v1/imports/${id}`)
    if (body.state !== 'running' && body.state !== 'checking') return body
    await pause(20)
  }
}

/** Starts an export and answers its job when it has ended. */
export async function exportFile(client: Client, request: Record<string, unknown>): Promise<{ job: any; reply: Reply }> {
  const begun = await client.post('/api/v1/exports', request)
  if (begun.status !== 202) throw new Error(`The export answered ${begun.status}: ${begun.text}`)
  for (;;) {
    const { body: job } = await client.get(`/api/v1/jobs/${begun.body.job}`)
    if (job.state !== 'queued' && job.state !== 'running') return { job, reply: await client.get(`/api/v1/exports/${job.id}/file`) }
    await pause(20)
  }
}
