/** Entries in words: what it was about, what it says, where it came from. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'

import type { TFunction } from 'i18next'
import type { AuditEntry } from '../audit-shape.ts'

export function ObjectWord({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation()
  if (entry.object_label) return <>{labelOf(entry.object_label)}</>
  return <>{entry.object === 'audit' ? t('audit.title') : entry.object}</>
}

/** A link where the record may be seen and has a page. */
export function RecordLink({ entry, className }: { entry: AuditEntry; className?: string }) {
  const object = useObject(entry.object)
  if (!entry.record) return null
  const name = entry.record.name || entry.record.id
  return object ? <Link className={className} to={`/${object.path}/${entry.record.id}`}>{name}</Link> : <span className={className}>{name}</span>
}

/** One line: which fields were changed, or what an act says of itself. */
export function Summary({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation()
  const object = useObject(entry.object)
  const labelsOf = (names: string[]) => names.flatMap((name) => {
    const field = object?.fields.find((one) => one.name === name)
    return field ? [labelOf(field.label)] : []
  })
  if (entry.details) return <>{[...labelsOf([String(entry.details.field)]), detailLine(t, entry.details)].filter(Boolean).join(' · ')}</>
  const labels = labelsOf(entry.changed)
  return <>{labels.join(t('audit.comma'))}</>
}

/** The facts that matter at a glance. */
const glance = ['file_name', 'count', 'rows', 'records', 'events']

function detailLine(t: TFunction, details: Record<string, unknown>): string {
  return glance.flatMap((name) => {
    const value = details[name]
    if (typeof value === 'number') return [t(`audit.number.${name}`, { count: value, defaultValue: String(value) })]
    return typeof value === 'string' ? [value] : []
  }).join(' · ')
}

export function originOf(t: TFunction, entry: AuditEntry): string {
  return [entry.address, entry.program && programOf(t, entry.program)].filter(Boolean).join(' · ')
}

/** Jobs and commands are named by us, and so in the language of the page. */
export function programOf(t: TFunction, program: string): string {
  if (program === 'command line') return t('audit.by_command')
  return program.startsWith('job ') ? t('audit.by_job', { job: program.slice(4) }) : program
}
