/** State of one form: values, errors, collisions, the draft, and saving. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ProblemError } from '../../client/api.ts'
import { labelOf } from '../../client/metadata.tsx'
import { randomId } from '../../client/random-id.ts'
import { keys, useCreate, usePatch } from '../../client/records.ts'
import { useSession } from '../../client/session.tsx'
import { writableOf } from '../../fields/index.ts'
import { today } from '../../kit/format.ts'
import { problemText } from '../../kit/problem-text.ts'
import { clearDraft, draftKey, readDraft, writeDraft } from './draft.ts'
import { changesOf, errorsByField, missingFields, panelsOf, startValues, withValue } from './form-model.ts'

import type { ProblemEntry } from '../../client/api.ts'
import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { Draft } from './draft.ts'
import type { Values } from './form-model.ts'

interface Options {
  object: ObjectMetadata
  record?: RecordData
  initial?: Values
  onSaved(record: RecordData): void
}

export function useForm({ object, record, initial = {}, onSaved }: Options) {
  const { t } = useTranslation()
  const { person, workspace } = useSession()
  const client = useQueryClient()
  const create = useCreate(object.path)
  const patch = usePatch(object.path)

  // The record as it was when the form opened (or after a collision): what changes are told from.
  const [base, setBase] = useState(record)
  const [values, setValues] = useState<Values>(() => (record ? { ...record } : startValues(object, initial, { '@me': { id: person.id, name: person.name }, '@now': new Date().toISOString(), '@today': today(), '@currency': workspace.currency })))
  const [errors, setErrors] = useState<Record<string, string[]>>({})
  const [collisions, setCollisions] = useState<Record<string, ProblemEntry>>({})
  const [failure, setFailure] = useState('')
  const [attempts, setAttempts] = useState(0)

  const key = useMemo(() => draftKey(person.id, object.name, record?.id, initial), [person.id, object.name, record?.id, initial])
  const [draft, setDraft] = useState<Draft | undefined>(() => readDraft(key))
  const start = useRef(values)
  const isSaved = useRef(false)
  useEffect(() => {
    if (values === start.current) return
    // What is saved is no draft, though the form may still be shown while the next page is on its way.
    const timer = setTimeout(() => isSaved.current || writeDraft(key, values), 400)
    return () => clearTimeout(timer)
  }, [key, values])

  const idempotency = useRef({ body: '', key: '' })

  const change = (name: string, value: unknown) => {
    setValues((current) => (record ? { ...current, [name]: value } : withValue(object, current, name, value)))
    setErrors(({ [name]: _gone, ...rest }) => rest)
    setDraft(undefined)
  }

  const save = async () => {
    if (create.isPending || patch.isPending) return
    setFailure('')
    const missing = missingFields(object, values)
    setErrors(Object.fromEntries(missing.map((name) => [name, [t('form.required')]])))
    if (missing.length > 0) return setAttempts((count) => count + 1)
    try {
      const saved = await send()
      isSaved.current = true
      clearDraft(key)
      onSaved(saved)
    } catch (error) {
      await showProblem(error)
    }
  }

  const send = async (): Promise<RecordData> => {
    const changes = changesOf(object, values, base, writableOf)
    if (base && Object.keys(changes).length === 0) return base
    if (base) return patch.mutateAsync({ id: base.id, version: base.version, changes, shown: pick(values, Object.keys(changes)) })
    // Sent twice by a shaky line it is still created once; a mended body is a new attempt.
    const body = JSON.stringify(changes)
    if (idempotency.current.body !== body) idempotency.current = { body, key: randomId() }
    return create.mutateAsync({ values: changes, idempotencyKey: idempotency.current.key })
  }

  const showProblem = async (error: unknown) => {
    if (!(error instanceof ProblemError)) return setFailure(problemText(error))
    if (error.status === 412 && base) await showCollisions(base.id, error.errors)
    const asked = panelsOf(object, values).flatMap((panel) => panel.fields.map((field) => field.name))
    const { fields, rest } = errorsByField(error.status === 412 ? [] : error.errors, asked, wordsFor)
    setErrors(fields)
    setFailure(error.status === 412 ? t('form.collided') : rest.join(' ') || (Object.keys(fields).length > 0 ? '' : problemText(error)))
    setAttempts((count) => count + 1)
  }

  const wordsFor = (name: string, message: string) => {
    const field = object.fields.find((each) => each.name === name)
    const label = field ? labelOf(field.label) : ''
    return message.includes(label) ? message : t('form.of_field', { field: label, message })
  }

  /** Takes the newest record as base and keeps what was typed here; the next save is based on what the person has seen. */
  const showCollisions = async (id: string, entries: ProblemEntry[]) => {
    const fresh = await api.get<RecordData>(`/${object.path}/${id}`)
    const touched = Object.keys(changesOf(object, values, base, writableOf))
    setBase(fresh)
    setValues((current) => ({ ...fresh, ...pick(current, touched) }))
    setCollisions(Object.fromEntries(entries.map((entry) => [entry.path, entry])))
    client.setQueryData(keys.record(object.path, id), fresh)
  }

  const settle = (name: string) => setCollisions(({ [name]: _gone, ...rest }) => rest)
  const takeTheirs = (name: string) => {
    change(name, base?.[name])
    settle(name)
  }

  return {
    values, errors, collisions, failure, attempts, draft, change, save, settle, takeTheirs,
    isSaving: create.isPending || patch.isPending,
    restoreDraft: () => {
      if (draft) setValues((current) => ({ ...current, ...draft.values }))
      setDraft(undefined)
    },
    discardDraft: () => {
      clearDraft(key)
      setDraft(undefined)
    },
  }
}

function pick(values: Values, names: string[]): Values {
  return Object.fromEntries(names.map((name) => [name, values[name]]))
}
