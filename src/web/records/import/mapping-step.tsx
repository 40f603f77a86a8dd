/** Which column of the file goes into which field; what is guessed is filled in, what is missing is named. */
import { Button } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { useToast } from '../../kit/toast.tsx'
import { ConstantValues } from './constant-values.tsx'
import { ReadingOptions } from './reading-options.tsx'
import { BadValueOptions, DuplicateOptions } from './row-options.tsx'
import { MappingTable } from './mapping-table.tsx'
import { labelText } from './label-text.ts'
import { useImportActions } from './import-answer.ts'
import styles from './import.module.css'

import type { Import, ImportOptions } from './import-answer.ts'

/** Changes are kept so long after the last one. */
const pause = 900

export function MappingStep({ current }: { current: Import }) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const { change, check: beginCheck } = useImportActions(current.id)
  const [mapping, setMapping] = useState(() => current.mapping ?? current.suggested)
  const [options, setOptions] = useState<ImportOptions>(() => ({ duplicates: 'skip', match_by: [], ...current.options }))
  const [isBusy, setIsBusy] = useState(false)

  // Read anew with another encoding or delimiter, the file may have other columns.
  const columns = current.columns.join('\u0000')
  const shown = useRef(columns)
  useEffect(() => {
    if (shown.current === columns) return
    shown.current = columns
    setMapping(current.mapping ?? current.suggested)
  }, [columns, current.mapping, current.suggested])

  const used = new Set(Object.values(mapping).filter((path) => path !== null))
  const constants = options.constants ?? {}
  const isGiven = (path: string) => used.has(path) || Boolean(constants[path])
  const absent = current.fields.filter((field) => field.required && !isGiven(field.path))
  const [following, missing] = [absent.filter((field) => field.follows_from?.every(isGiven)), absent.filter((field) => !field.follows_from?.every(isGiven))]
  // What is complete is kept on the server as it is changed: loading the page again goes on from there.
  const plan = useMemo(() => ({ mapping: Object.fromEntries(current.columns.map((column) => [column, mapping[column] ?? null])), options: withoutEmpty(options) }), [current.columns, mapping, options])
  const planText = JSON.stringify(plan)
  const kept = useRef(planText)
  const canKeep = missing.length === 0 && used.size > 0 && !isBusy
  useEffect(() => {
    if (!canKeep || planText === kept.current) return
    const timer = setTimeout(() => {
      kept.current = planText
      // What the server refuses it names when the file is checked.
      void change(plan).catch(() => undefined)
    }, pause)
    return () => clearTimeout(timer)
  }, [canKeep, plan, planText, change])

  const attempt = async (work: () => Promise<void>) => {
    setIsBusy(true)
    try {
      await work()
    } catch (error) {
      toast.problem(error)
    } finally {
      setIsBusy(false)
    }
  }
  const map = (column: string, path: string | null) => setMapping((before) => ({ ...before, [column]: path }))
  const read = (changes: Partial<ImportOptions>) =>
    attempt(async () => {
      setOptions((before) => ({ ...before, ...changes }))
      await change({ options: { ...options, ...changes } })
    })
  const check = () =>
    attempt(async () => {
      await change(plan)
      await beginCheck()
    })
  return (
    <section className={styles.step}>
      <ReadingOptions current={current} options={options} isBusy={isBusy} onChange={(changes) => void read(changes)} />
      <MappingTable current={current} mapping={mapping} onChange={map} />
      <ConstantValues current={current} offered={current.fields.filter((field) => !used.has(field.path) && field.path !== 'id').map((field) => (following.includes(field) ? { ...field, required: false } : field))} constants={constants} onChange={(next) => setOptions((before) => ({ ...before, constants: next }))} />
      {following.length > 0 && (
        <p role="status">{t('import.following', { fields: following.map((field) => `${labelText(field.label)}${field.hint ? ` (${labelText(field.hint)})` : ''}`).join(t('filter.list_words')) })}</p>
      )}
      {missing.length > 0 && (
        <p className={styles.warning} role="status">
          {t('import.missing', { fields: missing.map((field) => labelText(field.label)).join(t('filter.list_words')) })}
        </p>
      )}
      <DuplicateOptions fields={current.fields.filter((field) => used.has(field.path))} options={options} onChange={setOptions} />
      <BadValueOptions options={options} onChange={setOptions} />
      <div className={styles.foot}>
        <Button onClick={() => void navigate(`/imports?object=${current.object}`)}>{t('import.other_file')}</Button>
        <Button type="primary" loading={isBusy} disabled={used.size === 0} onClick={() => void check()}>
          {t('import.check')}
        </Button>
      </div>
    </section>
  )
}

/** A constant without a text says nothing. */
function withoutEmpty(options: ImportOptions): ImportOptions {
  return { ...options, constants: Object.fromEntries(Object.entries(options.constants ?? {}).filter(([, text]) => text !== '')) }
}
