/** Which rows are chosen: some by id, or everything that matches the filter. */
import { useMemo, useState } from 'react'

import type { RecordData } from '../../client/records.ts'

export interface Selection {
  ids: ReadonlySet<string>
  /** Everything that matches, also what is not loaded. */
  isAll: boolean
  count(total: number | undefined): number
  has(id: string): boolean
  toggle(index: number, records: RecordData[]): void
  /** From the row chosen last to this one. */
  extend(index: number, records: RecordData[]): void
  chooseLoaded(records: RecordData[]): void
  chooseAll(): void
  clear(): void
}

interface State {
  ids: ReadonlySet<string>
  isAll: boolean
  anchor: string | undefined
}

const nothing: State = { ids: new Set(), isAll: false, anchor: undefined }

/** `about` names the question (filter, words): another question forgets what was chosen. */
export function useSelection(about: string): Selection {
  const [kept, setKept] = useState({ about, state: nothing })
  const state = kept.about === about ? kept.state : nothing
  return useMemo(() => {
    const set = (next: State) => setKept({ about, state: next })
    return {
      ids: state.ids,
      isAll: state.isAll,
      count: (total) => (state.isAll ? (total ?? state.ids.size) : state.ids.size),
      has: (id) => state.isAll || state.ids.has(id),
      toggle: (index, records) => set(toggled(state, index, records)),
      extend: (index, records) => set(extended(state, index, records)),
      chooseLoaded: (records) => set({ ids: new Set(records.map((record) => record.id)), isAll: false, anchor: undefined }),
      chooseAll: () => set({ ...state, isAll: true }),
      clear: () => set(nothing),
    }
  }, [about, state])
}

function toggled(state: State, index: number, records: RecordData[]): State {
  const id = records[index]?.id
  if (!id) return state
  // Taking one out of "all" leaves those that are loaded.
  const ids = new Set(state.isAll ? records.map((record) => record.id) : state.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, isAll: false, anchor: id }
}

function extended(state: State, index: number, records: RecordData[]): State {
  const from = records.findIndex((record) => record.id === state.anchor)
  if (from < 0) return toggled(state, index, records)
  const [first, last] = from < index ? [from, index] : [index, from]
  const ids = new Set([...state.ids, ...records.slice(first, last + 1).map((record) => record.id)])
  return { ...state, ids, isAll: false }
}
