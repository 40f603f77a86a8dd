/** What the server says of objects and fields; everything generic is drawn from it. */
import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo } from 'react'

import { formatDate, formatDateTime } from '../kit/format.ts'
import { api } from './api.ts'
import { labelOf } from './i18n.ts'

import type { ReactNode } from 'react'
import type { Metadata, ObjectMetadata } from '../../kernel/projections/metadata-shape.ts'

export { labelOf }
export type { FieldMetadata, Metadata, ObjectMetadata, ViewMetadata, ActionMetadata } from '../../kernel/projections/metadata-shape.ts'

const MetadataContext = createContext<Metadata | undefined>(undefined)

/** Loads the metadata once per sign-in. */
export function useMetadataQuery() {
  return useQuery({ queryKey: ['metadata'], queryFn: () => api.get<Metadata>('/metadata'), staleTime: Infinity })
}

export function MetadataProvider({ metadata, children }: { metadata: Metadata; children: ReactNode }) {
  return <MetadataContext value={metadata}>{children}</MetadataContext>
}

/** Below the frame only: there the metadata has been loaded. */
export function useMetadata(): Metadata {
  const metadata = useContext(MetadataContext)
  if (!metadata) throw new Error('useMetadata needs a MetadataProvider above it')
  return metadata
}

/** By name, such as `special_day`; undefined when there is none or the caller may not see it. */
export function useObject(name: string | undefined): ObjectMetadata | undefined {
  const { objects } = useMetadata()
  return useMemo(() => objects.find((object) => object.name === name), [objects, name])
}

/** By path, such as `special-days`. */
export function useObjectByPath(path: string | undefined): ObjectMetadata | undefined {
  const { objects } = useMetadata()
  return useMemo(() => objects.find((object) => object.path === path), [objects, path])
}

/** Who made a step, in words: a person's own name, or what the program is called there. */
export function useActorName(): (name: string) => string {
  const { system_names: names } = useMetadata()
  return (name) => (Object.hasOwn(names, name) && names[name] ? labelOf(names[name]) : name)
}

/** What a record is called on the page: its heading, its title field, its number or its name. */
export function titleOf(object: ObjectMetadata, record: Record<string, unknown>): string {
  const said = object.heading?.flatMap((names) => [names].flat().map((name) => wordsOf(object, record, name)).find(Boolean) ?? [])
  if (said && said.length > 0) return said.join(' · ')
  const named = [wordsOf(object, record, object.title), textOf(record.name), textOf(record.number)].find(Boolean)
  return named ?? labelOf(object.label)
}

function wordsOf(object: ObjectMetadata, record: Record<string, unknown>, name: string): string {
  const choice = object.fields.find((field) => field.name === name)?.options?.find(({ key }) => key === record[name])
  return choice ? labelOf(choice.label) : textOf(record[name])
}

/** The same where nothing around it says what the record is: what is called by another record says what it is of that one. */
export function headingOf(object: ObjectMetadata, record: Record<string, unknown>): string {
  const title = titleOf(object, record)
  const isOfAnother = !object.heading && object.fields.some(({ name, target }) => name === object.title && target !== undefined)
  return isOfAnother && title !== labelOf(object.label) ? `${title} · ${labelOf(object.label)}` : title
}

/** Some records have no words of their own and are called by their day or moment. */
function textOf(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T|$)/.test(value)) return value.length === 10 ? formatDate(value) : formatDateTime(value) || value
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (typeof value === 'object' && value !== null && 'name' in value) return String(value.name)
  return ''
}
