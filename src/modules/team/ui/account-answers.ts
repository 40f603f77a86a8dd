/** What the server says of accounts, as the pages ask for it. */
import { useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'

export interface Account {
  login: string
  has_password: boolean
  is_password_off: boolean
  factor: { confirmed_at: string; recovery_codes_left: number } | null
  demands_factor: boolean
}

export interface OpenSession {
  id: string
  method: 'password' | 'sso'
  address: string | null
  program: string | null
  created_at: string
  last_used_at: string | null
  is_current: boolean
}

export interface Key {
  id: string
  name: string
  beginning: string
  scopes: string[]
  owner: { id: string; name: string }
  created_at: string
  expires_at: string | null
  last_used_at: string | null
  state: 'valid' | 'expired' | 'revoked'
}

export interface HistoryEntry {
  id: string
  at: string
  what: string
  person: { id: string; name: string }
  actor: { id: string; name: string }
  address: string | null
  program: string | null
  details: Record<string, string>
}

export interface Substitute {
  id: string
  substitute: { id: string; name: string }
  from: string
  to: string
}

export const accountKeys = {
  all: ['account'],
  account: ['account', 'self'],
  sessions: (user?: string) => ['account', 'sessions', user ?? 'me'],
  keys: (of: string) => ['account', 'keys', of],
  history: (of: string) => ['account', 'history', of],
  substitutes: ['account', 'substitutes'],
}

export function useAccount() {
  return useQuery({ queryKey: accountKeys.account, queryFn: ({ signal }) => api.get<Account>('/account', { signal }) })
}

export function useSessions(user?: string) {
  return useQuery({ queryKey: accountKeys.sessions(user), queryFn: async ({ signal }) => (await api.get<{ data: OpenSession[] }>('/sessions', { query: { user }, signal })).data })
}

export function useKeys(of: 'me' | 'everybody') {
  return useQuery({ queryKey: accountKeys.keys(of), queryFn: async ({ signal }) => (await api.get<{ data: Key[] }>('/api-keys', { query: { of }, signal })).data })
}

export function useSubstitutes() {
  return useQuery({ queryKey: accountKeys.substitutes, queryFn: async ({ signal }) => (await api.get<{ data: Substitute[] }>('/substitutes', { signal })).data })
}
