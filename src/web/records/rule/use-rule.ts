import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { api } from '../../client/api.ts'
import { problemTexts } from '../../kit/problem-text.ts'
import { useToast } from '../../kit/toast.tsx'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'

export interface RuleDraft {
  /** Every value of the rule, as it would be saved. */
  values: Record<string, unknown>
  isChanged: boolean
  /** Why the last saving was refused; empty when it was not. */
  fault: string
  set(name: string, value: unknown): void
  reset(): void
  save(): Promise<void>
}

/**
 * A rule that the company has one of, edited as a whole: saved where it differs, with a way back.
 * @param saved what is said when it is saved
 */
export function useRule(object: ObjectMetadata, rule: RecordData, saved: string): RuleDraft {
  const toast = useToast()
  const client = useQueryClient()
  const names = object.panels.flatMap((panel) => panel.fields).filter((name) => name !== 'name')
  const stored = Object.fromEntries(names.map((name) => [name, rule[name]]))
  const [values, setValues] = useState<Record<string, unknown>>(stored)
  const [fault, setFault] = useState('')
  const changed = names.filter((name) => textOf(values[name]) !== textOf(stored[name]))
  const only = (from: Record<string, unknown>) => Object.fromEntries(changed.map((name) => [name, from[name]]))
  const write = async (body: Record<string, unknown>, options?: { ifMatch: number }) => {
    await api.patch(`/${object.path}/${rule.id}`, body, options)
    await client.invalidateQueries({ queryKey: ['records'] })
  }
  const save = async () => {
    setFault('')
    const before = only(stored)
    try {
      await write(only(values), { ifMatch: rule.version })
      toast.done(saved, { undo: () => void write(before).catch(toast.problem) })
    } catch (error) {
      setFault(problemTexts(error))
    }
  }
  return { values, isChanged: changed.length > 0, fault, set: (name, value) => setValues((before) => ({ ...before, [name]: value })), reset: () => setValues(stored), save }
}

/** Numbers and their text are the same; of lists every part counts. */
function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
