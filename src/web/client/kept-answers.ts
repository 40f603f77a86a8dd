/**
 * The last answers, kept on a phone for the time without a connection: records, lists and what pages are drawn from. They belong to one
 * person in one company and are wiped when that person leaves or another comes.
 */
import { deviceOwner } from './device-owner.ts'
import { deviceStore } from './device-store.ts'
import { currentLanguage } from './i18n.ts'

export interface KeptAnswer {
  owner: string
  /** When the server gave it, in milliseconds. */
  at: number
  answer: unknown
}

const sessionKey = 'session'
const mostAnswers = 300
const longestKept = 7 * 24 * 3600_000
const largest = 400_000
/** Without it no page can be drawn at all: it is kept however large it is. */
const metadata = '/metadata'

/** Only where it is worth it: at a desk the line does not break, and others sit down there. */
export function keepsAnswers(): boolean {
  return window.matchMedia('(max-width: 767.98px), (display-mode: standalone)').matches
}

/** A record, its page and time line, a list as it is opened; nothing of accounts, searches and settings. */
export function isWorthKeeping(path: string, query: Record<string, unknown> = {}): boolean {
  if (query.q || query.cursor) return false
  return path === metadata || (/^\/[a-z-]+(\/[0-9a-f-]{36}(\/(page|timeline))?)?$/.test(path) && !never.has(path.split('/')[1] ?? ''))
}

const never = new Set(['session', 'account', 'accounts', 'audit', 'jobs', 'files', 'imports', 'exports', 'keys', 'sessions', 'changes', 'search', 'workspaces'])

/** @param owner whose request it was: an answer that comes after somebody else has come is thrown away. */
export async function keepAnswer(address: string, owner: string | undefined, text: string, answer: unknown): Promise<void> {
  if (!owner || (text.length > largest && !address.endsWith(metadata)) || !keepsAnswers()) return
  if (deviceOwner() !== owner) return
  await deviceStore.put('answers', keyOf(owner, address), { owner, at: Date.now(), answer } satisfies KeptAnswer).catch(() => undefined)
  // Between the check and the writing somebody may have left.
  if (deviceOwner() !== owner) await wipeAnswers()
}

export async function keptAnswer(address: string): Promise<KeptAnswer | undefined> {
  const owner = deviceOwner()
  if (!owner) return undefined
  const found = await deviceStore.get('answers', keyOf(owner, address)).catch(() => undefined)
  return isKept(found) && found.owner === owner && Date.now() - found.at < longestKept ? found : undefined
}

/** Who was signed in when the server was last reached. */
export async function keptSession(): Promise<KeptAnswer | undefined> {
  const found = await deviceStore.get('answers', sessionKey).catch(() => undefined)
  return isKept(found) && Date.now() - found.at < longestKept ? found : undefined
}

/** Another person than the last one finds nothing of that one. */
export async function keepSession(owner: string | undefined, session: unknown): Promise<void> {
  const before = await deviceStore.get('answers', sessionKey).catch(() => undefined)
  if (isKept(before) && before.owner !== owner) await wipeAnswers()
  if (!owner || !keepsAnswers()) return
  await deviceStore.put('answers', sessionKey, { owner, at: Date.now(), answer: session } satisfies KeptAnswer).catch(() => undefined)
  await dropOldest()
}

export async function wipeAnswers(): Promise<void> {
  await deviceStore.clear('answers').catch(() => undefined)
}

async function dropOldest(): Promise<void> {
  const keys = await deviceStore.keys('answers').catch(() => [])
  if (keys.length <= mostAnswers) return
  const dated = await Promise.all(keys.map(async (key) => ({ key: String(key), kept: await deviceStore.get('answers', String(key)).catch(() => undefined) })))
  const oldest = dated.filter(({ key }) => key !== sessionKey).toSorted((a, b) => atOf(a.kept) - atOf(b.kept))
  await Promise.all(oldest.slice(0, keys.length - mostAnswers).map(({ key }) => deviceStore.remove('answers', key).catch(() => undefined)))
}

function keyOf(owner: string, address: string): string {
  return `${owner} ${currentLanguage()} ${address}`
}

function atOf(value: unknown): number {
  return isKept(value) ? value.at : 0
}

function isKept(value: unknown): value is KeptAnswer {
  return typeof value === 'object' && value !== null && 'owner' in value && 'at' in value && typeof value.at === 'number' && 'answer' in value
}
