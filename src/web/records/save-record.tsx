/** Saving one field of a record where it is shown; collisions with somebody else's change are put to the person. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'

import { api, ProblemError } from '../client/api.ts'
import { keys, usePatch } from '../client/records.ts'
import { writableOf } from '../fields/index.ts'
import { CollisionDialog } from './collision-dialog.tsx'

import type { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { FieldMetadata, ObjectMetadata } from '../client/metadata.tsx'
import type { RecordData } from '../client/records.ts'
import type { Collision, CollisionAnswer } from './collision-dialog.tsx'

export interface SavedRecord {
  id: string
  version: number
}

export type FieldChange = readonly [field: FieldMetadata, value: unknown]

export interface FieldSaver {
  /** Resolves with whether it was saved; false when the person kept the other value. Throws other problems. */
  save(record: SavedRecord, field: FieldMetadata, value: unknown): Promise<boolean>
  /** Several fields as one change. Throws also where somebody else has just changed one of them: there is more to look at than one value. */
  saveTogether(record: SavedRecord, changes: readonly FieldChange[]): Promise<void>
  /** To be drawn somewhere: the question about a collision. */
  dialog: ReactNode
}

interface Question {
  collision: Collision
  answer(answer: CollisionAnswer): void
}

export function useFieldSaver(object: ObjectMetadata): FieldSaver {
  const client = useQueryClient()
  const patch = usePatch(object.path)
  const { mutateAsync } = patch
  const [question, setQuestion] = useState<Question>()

  const save = useMemo(() => {
    const ask = (collision: Collision) =>
      new Promise<CollisionAnswer>((resolve) => {
        setQuestion({
          collision,
          answer: (answer) => {
            setQuestion(undefined)
            resolve(answer)
          },
        })
      })
    const attempt = async (record: SavedRecord, field: FieldMetadata, value: unknown, tries: number): Promise<boolean> => {
      try {
        const changes = { [field.name]: writableOf(field, value) }
        const saved = await mutateAsync({ id: record.id, version: record.version, changes, shown: { [field.name]: value ?? null } })
        showOnPage(client, object.path, saved)
        return true
      } catch (error) {
        if (!(error instanceof ProblemError) || error.status !== 412 || tries === 0) throw error
        const version = await currentVersion(object.path, record.id, error)
        const collision = error.errors.find((entry) => entry.path === field.name)
        // Another field was changed meanwhile: nothing of ours is touched.
        const answer = collision ? await ask({ ...collision, field, mine: value }) : 'mine'
        if (answer !== 'theirs') return attempt({ ...record, version }, field, answer === 'mine' ? value : answer.merged, tries - 1)
        await client.invalidateQueries({ queryKey: keys.object(object.path) })
        return false
      }
    }
    return (record: SavedRecord, field: FieldMetadata, value: unknown) => attempt(record, field, value, 3)
  }, [client, mutateAsync, object.path])

  const saveTogether = useMemo(() => {
    const attempt = async (record: SavedRecord, given: readonly FieldChange[], tries: number): Promise<void> => {
      try {
        const changes = Object.fromEntries(given.map(([field, value]) => [field.name, writableOf(field, value)]))
        showOnPage(client, object.path, await mutateAsync({ id: record.id, version: record.version, changes, shown: Object.fromEntries(given.map(([{ name }, value]) => [name, value ?? null])) }))
      } catch (error) {
        const isElsewhere = error instanceof ProblemError && error.status === 412 && !error.errors.some(({ path }) => given.some(([{ name }]) => name === path))
        if (!isElsewhere || tries === 0) throw error
        await attempt({ ...record, version: await currentVersion(object.path, record.id, error) }, given, tries - 1)
      }
    }
    return (record: SavedRecord, changes: readonly FieldChange[]) => attempt(record, changes, 3)
  }, [client, mutateAsync, object.path])

  return { save, saveTogether, dialog: question && <CollisionDialog collision={question.collision} onAnswer={question.answer} /> }
}

/** Answers that hold the record beside other things show it at once, before they are asked again. */
function showOnPage(client: QueryClient, path: string, saved: RecordData): void {
  client.setQueryData<{ record: RecordData }>(keys.about(path, saved.id, 'page'), (page) => page && { ...page, record: { ...page.record, ...saved } })
}

async function currentVersion(path: string, id: string, error: ProblemError): Promise<number> {
  const told = error.body.current_version
  if (typeof told === 'number') return told
  const record = await api.get<RecordData>(`/${path}/${id}`)
  return record.version
}
