/** Who is signed in. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect } from 'react'

import { api, onSignedOut, ProblemError } from './api.ts'
import { ownerOf, setDeviceOwner } from './device-owner.ts'
import { keepSession, keptSession, wipeAnswers } from './kept-answers.ts'
import { forgetWaiting, sendWaiting } from './outbox.ts'
import { noteKeptAnswer } from './reach.ts'

import type { ReactNode } from 'react'
import type { QueryClient } from '@tanstack/react-query'

export interface Session {
  person: {
    id: string
    name: string
    login: string
    department: { id: string; name: string } | null
    roles: { id: string; name: string; key: string }[]
  }
  workspace: { id: string; name: string; time_zone: string; currency: string }
  abilities: { is_administrator?: boolean; reads_audit?: boolean }
  /** People who are away and whom one stands in for today. */
  substitutes_for: { id: string; name: string }[]
  /** Set while an administrator looks with this person's eyes. */
  looking_as: { by: { id: string; name: string } } | null
  /** The company demands a second factor, and there is none yet. */
  needs_factor: boolean
}

/** `demo` is what the server offers to fill in on a demonstration. */
export type SessionAnswer = { session: Session; demo?: undefined } | { session: null; demo?: { login: string; password: string } }

const sessionKey = ['session']
const SessionContext = createContext<Session | undefined>(undefined)

/** Asks who is signed in; nobody is an answer, not an error. */
export function useSessionQuery() {
  const client = useQueryClient()
  useEffect(() => onSignedOut(() => void client.invalidateQueries({ queryKey: sessionKey })), [client])
  return useQuery({ queryKey: sessionKey, queryFn: askSession, staleTime: 5 * 60_000, retry: false })
}

/** Sign in and out. Signing out forgets everything that was loaded. */
export function useSignIn() {
  const client = useQueryClient()
  return {
    signIn: async (login: string, password: string, code?: string): Promise<void> => become(client, await api.post<Session>('/session', { login, password, ...(code ? { code } : {}) })),
    /** As somebody else, or in another company: what was loaded is forgotten. */
    goOnAs: async (ask: () => Promise<Session>): Promise<void> => become(client, await ask()),
    signOut: async () => {
      // What waits is sent first: with the person goes the right to send it.
      await sendWaiting()
      await api.delete('/session')
      await forgetWaiting()
      setDeviceOwner(undefined)
      await wipeAnswers()
      client.setQueryData<SessionAnswer>(sessionKey, { session: null })
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
      await client.invalidateQueries({ queryKey: sessionKey })
    },
  }
}

async function become(client: QueryClient, session: Session): Promise<void> {
  await beOwner(session)
  client.setQueryData<SessionAnswer>(sessionKey, { session })
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
}

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

/** Below the frame only: there somebody is signed in. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession needs a SessionProvider above it')
  return session
}

async function askSession({ signal }: { signal: AbortSignal }): Promise<SessionAnswer> {
  try {
    const session = await api.get<Session>('/session', { signal })
    await beOwner(session)
    return { session }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    if (error.status === 0) return lastSession(error)
    if (error.status !== 401) throw error
    setDeviceOwner(undefined)
    await wipeAnswers()
    return { session: null, demo: demoOf(error.body.demo) }
  }
}

async function beOwner(session: Session): Promise<void> {
  const owner = session.needs_factor ? undefined : ownerOf(session)
  await keepSession(owner, session)
  setDeviceOwner(owner)
}

/** Without a connection it is whoever it was last: to read what this device has kept. */
async function lastSession(error: ProblemError): Promise<SessionAnswer> {
  const kept = await keptSession()
  if (!kept || !isSession(kept.answer)) throw error
  setDeviceOwner(kept.owner)
  noteKeptAnswer(kept.at)
  return { session: kept.answer }
}

function isSession(value: unknown): value is Session {
  return typeof value === 'object' && value !== null && 'person' in value && 'workspace' in value
}

function demoOf(value: unknown): { login: string; password: string } | undefined {
  if (typeof value !== 'object' || value === null || !('login' in value) || !('password' in value)) return undefined
  return { login: String(value.login), password: String(value.password) }
}
