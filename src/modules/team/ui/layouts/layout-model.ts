/** A layout while it is being arranged, as pure functions: what stands where, and what moving does. */
import type { Label } from '../../../../kernel/definitions/label.ts'
import type { RecordData } from '../../../../web/client/records.ts'

export interface Panel {
  key: string
  label: Label
  fields: string[]
}

/** Kept by the server as `panels` and `left_out`. */
export interface Draft {
  panels: Panel[]
  leftOut: string[]
}

/** What `layouts/outline` answers of an object. */
export interface Outline {
  /** Without any layout. */
  panels: Panel[]
  /** All that can be placed, in the order of the definition. */
  fields: string[]
  /** Those that cannot be left out. */
  needed: string[]
}

/** Of the ids of lines while something is carried: a line and a panel may be called the same. */
export const linePrefix = 'line '

/** A place in a panel; null: among what is not shown. */
export interface Place {
  panel: string | null
  at: number
}

/** Fields that are gone meanwhile are left behind. */
export function draftOf(record: RecordData, { fields }: Outline): Draft {
  const isThere = (name: string) => fields.includes(name)
  return { panels: panelsOf(record).map((panel) => ({ ...panel, fields: panel.fields.filter(isThere) })), leftOut: Array.isArray(record.left_out) ? record.left_out.map(String).filter(isThere) : [] }
}

export function panelsOf({ panels }: RecordData): Panel[] {
  return Array.isArray(panels) ? panels.filter(isPanel) : []
}

export function writtenOf({ panels, leftOut }: Draft): Record<string, unknown> {
  return { panels, left_out: leftOut }
}

/** What stands in the last panel by itself: what would be shown without a layout, or cannot be left out, and was put nowhere. */
export function restOf({ panels, leftOut }: Draft, outline: Outline): string[] {
  const settled = new Set([...panels.flatMap(({ fields }) => fields), ...leftOut.filter((name) => !outline.needed.includes(name))])
  return outline.panels.flatMap(({ fields }) => fields).filter((name) => !settled.has(name))
}

/** What was left out, and what no panel would show without a layout either. */
export function hiddenOf(draft: Draft, outline: Outline): string[] {
  const shown = new Set([...draft.panels.flatMap(({ fields }) => fields), ...restOf(draft, outline)])
  return outline.fields.filter((name) => !shown.has(name))
}

export function placeOf(draft: Draft, name: string): Place | undefined {
  const panel = draft.panels.find(({ fields }) => fields.includes(name))
  return panel && { panel: panel.key, at: panel.fields.indexOf(name) }
}

/** @param to where it stands afterwards; a place behind the end is the end. */
export function moveField(draft: Draft, name: string, to: Place): Draft {
  const without = (names: string[]) => names.filter((each) => each !== name)
  const panels = draft.panels.map((panel) => ({ ...panel, fields: panel.key === to.panel ? without(panel.fields).toSpliced(to.at, 0, name) : without(panel.fields) }))
  return { panels, leftOut: to.panel === null ? [...without(draft.leftOut), name] : without(draft.leftOut) }
}

/** One line up or down, from panel to panel over their borders. Undefined where it stands at the very end. */
export function stepOf(draft: Draft, name: string, step: 1 | -1): Place | undefined {
  const place = placeOf(draft, name)
  if (!place) return undefined
  const index = draft.panels.findIndex(({ key }) => key === place.panel)
  const at = place.at + step
  if (at >= 0 && at < (draft.panels[index]?.fields.length ?? 0)) return { panel: place.panel, at }
  const next = draft.panels[index + step]
  return next && { panel: next.key, at: step === 1 ? 0 : next.fields.length }
}

export function addPanel(draft: Draft, label: Label): Draft {
  const keys = new Set(draft.panels.map(({ key }) => key))
  let number = draft.panels.length + 1
  while (keys.has(`panel_${number}`)) number++
  return { ...draft, panels: [...draft.panels, { key: `panel_${number}`, label, fields: [] }] }
}

export function renamePanel(draft: Draft, key: string, label: Label): Draft {
  return { ...draft, panels: draft.panels.map((panel) => (panel.key === key ? { ...panel, label } : panel)) }
}

export function movePanel(draft: Draft, key: string, step: 1 | -1): Draft {
  const from = draft.panels.findIndex((panel) => panel.key === key)
  const panel = draft.panels[from]
  return panel ? { ...draft, panels: draft.panels.toSpliced(from, 1).toSpliced(Math.max(0, from + step), 0, panel) } : draft
}

/** Its fields are not shown any more; those that must be go to the panel before it. */
export function removePanel(draft: Draft, key: string, { needed }: Outline): Draft {
  const from = draft.panels.findIndex((panel) => panel.key === key)
  const gone = draft.panels[from]?.fields ?? []
  const kept = gone.filter((name) => needed.includes(name))
  const panels = draft.panels.toSpliced(from, 1)
  const heir = panels[Math.max(0, from - 1)]
  return {
    panels: panels.map((panel) => (panel === heir ? { ...panel, fields: [...panel.fields, ...kept] } : panel)),
    leftOut: [...draft.leftOut, ...gone.filter((name) => !needed.includes(name))],
  }
}

/** As people of the role will see it. */
export function shownPanels(draft: Draft, outline: Outline, more: Label): Panel[] {
  return [...draft.panels, { key: '_rest', label: more, fields: restOf(draft, outline) }]
}

function isPanel(value: unknown): value is Panel {
  return typeof value === 'object' && value !== null && 'key' in value && 'label' in value && 'fields' in value && Array.isArray(value.fields)
}
