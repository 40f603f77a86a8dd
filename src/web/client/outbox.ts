/**
 * What is written without a connection waits on the device and is sent later exactly once: it is kept before it is first sent, and every
 * attempt carries the same key, so an answer that was lost on the way makes no second record.
 */
import { useSyncExternalStore } from 'react'

import { api, ProblemError } from './api.ts'
import { deviceOwner, onDeviceOwner } from './device-owner.ts'
import { deviceStore } from './device-store.ts'
import { uploadFile } from './upload.ts'
import { randomId } from './random-id.ts'

export interface Waiting {
  /** Also the Idempotency-Key. */
  key: string
  owner: string
  path: string
  body: Record<string, unknown>
  /** What is shown of it while it waits. */
  title: string
  /** Id of the record it is about. */
  about: string
  /** A filter that finds the record, should the server have it already. */
  proof: Record<string, unknown>
  /** Where `proof` is asked, where that is not where it is sent to: an act has its record elsewhere. */
  proofPath?: string
  /** Pictures and the like: kept here whole, sent before what names them. */
  files?: WaitingFile[]
  keptAt: number
  /** When it was last sent; undefined before the first time. */
  triedAt?: number
  /** Why the server refuses it. */
  problem?: string
}

export interface WaitingFile {
  /** Where its id belongs in the body: `voucher.signature`, or `photos[]` where there are several. */
  into: string
  name: string
  blob: Blob
  /** Once the server has it. */
  id?: string
}

/** The server knows a key for 24 hours. After less than that it is asked first whether the record is there. */
const keyIsKnownFor = 20 * 3600_000

const nothing: Waiting[] = []
let waiting: Waiting[] = nothing
/** Being sent for the first time: they do not wait yet. */
const underWay = new Set<string>()
const listeners = new Set<() => void>()

/** What the person has waiting on this device, oldest first. */
export function useWaiting(): Waiting[] {
  return useSyncExternalStore(subscribe, () => waiting)
}

/**
 * @param options.onKept once it cannot be lost any more: what it was made from need not be kept.
 * @returns the record, or null where it waits for the connection.
 * @throws ProblemError where the server refuses it: then it does not wait.
 */
export async function sendOrKeep<T>(request: Pick<Waiting, 'path' | 'body' | 'title' | 'about' | 'proof' | 'proofPath' | 'files'>, options: { isInOrder?: boolean; onKept?: () => void } = {}): Promise<T | null> {
  const owner = deviceOwner()
  const entry: Waiting = { ...request, key: randomId(), owner: owner ?? '', keptAt: Date.now() }
  // What builds on something that still waits goes behind it.
  if (options.isInOrder && waiting.some(({ about }) => about === request.about) && (await keep(entry))) {
    void sendWaiting()
    return null
  }
  underWay.add(entry.key)
  const isKept = owner !== undefined && (await keep(entry))
  if (isKept) options.onKept?.()
  try {
    const record = await attempt<T>(entry, isKept)
    if (isKept) await drop(entry.key)
    return record
  } catch (error) {
    if (isKept && isWorthWaiting(error)) return null
    if (isKept) await drop(entry.key)
    throw error
  } finally {
    underWay.delete(entry.key)
    await reload()
  }
}

export function hasWaiting(): boolean {
  return waiting.length > 0
}

/** Sends what waits, one after the other and in one window at a time. Answers how many were sent. */
export async function sendWaiting(): Promise<number> {
  const work = async () => {
    let sent = 0
    await reload()
    for (const entry of waiting.filter(({ problem }) => problem === undefined)) {
      const outcome = await sendOne(entry)
      if (outcome === 'unreachable') break
      if (outcome === 'sent') sent += 1
    }
    await reload()
    return sent
  }
  return navigator.locks ? navigator.locks.request('guanxi-outbox', work) : work()
}

/** The words are gone for good. */
export async function giveUp(key: string): Promise<void> {
  await drop(key)
}

/** At signing out: what was not sent by then is refused by the server, and the person has read why. */
export async function forgetWaiting(): Promise<void> {
  await Promise.all(waiting.map(({ key }) => deviceStore.remove('waiting', key).catch(() => undefined)))
  await reload()
}

/** Once more, though the server refused it. */
export async function tryAgain(entry: Waiting): Promise<void> {
  await keep({ ...entry, problem: undefined })
  await sendWaiting()
}

async function sendOne(entry: Waiting): Promise<'sent' | 'refused' | 'unreachable'> {
  try {
    if (!(await isThere(entry))) await attempt(entry, true)
    await drop(entry.key)
    return 'sent'
  } catch (error) {
    if (isWorthWaiting(error) || isSignedOut(error)) return 'unreachable'
    await keep({ ...entry, problem: error instanceof ProblemError ? [error.message, ...error.errors.map(({ message }) => message)].join(' ') : String(error) })
    return 'refused'
  }
}

async function attempt<T>(entry: Waiting, isKept: boolean): Promise<T> {
  const ready = entry.files ? await sendFiles(entry, entry.files, isKept) : entry
  if (isKept) await keep({ ...ready, triedAt: Date.now() })
  return api.post<T>(ready.path, bodyOf(ready), { idempotencyKey: ready.key })
}

/** One after the other; what has arrived is noted, so that the body is the same at every attempt. */
async function sendFiles(entry: Waiting, files: WaitingFile[], isKept: boolean): Promise<Waiting> {
  let now = entry
  for (const [index, file] of files.entries()) {
    if (file.id !== undefined) continue
    const { id } = await uploadFile(new File([file.blob], file.name, { type: file.blob.type }), { onProgress: () => {}, signal: new AbortController().signal })
    now = { ...now, files: (now.files ?? []).map((one, place) => (place === index ? { ...one, id } : one)) }
    if (isKept) await keep(now)
  }
  return now
}

/** With the ids of its files where they belong. */
function bodyOf({ body, files = [] }: Waiting): Record<string, unknown> {
  const whole = structuredClone(body)
  for (const { into, id } of files) {
    const names = into.replace('[]', '').split('.')
    const last = names.pop() ?? ''
    const holder = names.reduce<Record<string, unknown>>((within, name) => Object(within[name]), whole)
    const known = holder[last]
    holder[last] = into.endsWith('[]') ? [...(Array.isArray(known) ? known : []), id] : id
  }
  return whole
}

async function isThere(entry: Waiting): Promise<boolean> {
  if (entry.triedAt === undefined || Date.now() - entry.triedAt < keyIsKnownFor) return false
  const found = await api.get<{ data: unknown[] }>(entry.proofPath ?? entry.path, { query: { filter: entry.proof, limit: 1 }, isFresh: true })
  return found.data.length > 0
}

function isWorthWaiting(error: unknown): boolean {
  return error instanceof ProblemError && (error.status === 0 || error.status === 429 || error.status >= 500)
}

function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 401
}

/** False where this browser keeps nothing. */
async function keep(entry: Waiting): Promise<boolean> {
  try {
    await deviceStore.put('waiting', entry.key, entry)
    await reload()
    return true
  } catch {
    return false
  }
}

async function drop(key: string): Promise<void> {
  await deviceStore.remove('waiting', key).catch(() => undefined)
  await reload()
}

async function reload(): Promise<void> {
  const owner = deviceOwner()
  const all = owner === undefined ? [] : await deviceStore.all('waiting').catch(() => [])
  const own = all.filter(isWaiting).filter((entry) => entry.owner === owner && !underWay.has(entry.key))
  waiting = own.length > 0 ? own.toSorted((a, b) => a.keptAt - b.keptAt) : nothing
  listeners.forEach((listener) => listener())
}

function isWaiting(value: unknown): value is Waiting {
  return typeof value === 'object' && value !== null && 'key' in value && 'owner' in value && 'body' in value
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

onDeviceOwner(() => void reload())
