/** Records opened lately, kept in this browser for the signed-in person; offered by the search box. */
import { useEffect, useSyncExternalStore } from 'react'

import { useSession } from './session.tsx'

export interface RecentRecord {
  object: string
  id: string
  title: string
}

const prefix = 'guanxi.recent.'
const kept = 12
const listeners = new Set<() => void>()
const loaded = new Map<string, RecentRecord[]>()
const nothing: RecentRecord[] = []

/** Whoever looks at the record finds it again in the search box. */
export function useRememberRecent(record: RecentRecord): void {
  const { person } = useSession()
  const { object, id, title } = record
  useEffect(() => rememberRecent(person.id, { object, id, title }), [person.id, object, id, title])
}

function rememberRecent(personId: string, record: RecentRecord): void {
  const others = recentOf(personId).filter(({ object, id }) => object !== record.object || id !== record.id)
  const changed = [record, ...others].slice(0, kept)
  loaded.set(personId, changed)
  localStorage.setItem(prefix + personId, JSON.stringify(changed))
  listeners.forEach((listener) => listener())
}

export function useRecent(personId: string): RecentRecord[] {
  return useSyncExternalStore(subscribe, () => recentOf(personId))
}

function recentOf(personId: string): RecentRecord[] {
  const known = loaded.get(personId) ?? read(personId)
  loaded.set(personId, known)
  return known
}

function read(personId: string): RecentRecord[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(prefix + personId) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isRecent) : nothing
  } catch {
    return nothing
  }
}

function isRecent(value: unknown): value is RecentRecord {
  return typeof value === 'object' && value !== null && 'object' in value && 'id' in value && 'title' in value
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
