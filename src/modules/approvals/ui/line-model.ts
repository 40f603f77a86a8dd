/** A line as it is edited. */
import { idOf } from '../../../web/client/reference-parts.ts'
import type { RecordData } from '../../../web/client/records.ts'
import type { Step } from '../rules/steps.ts'

/** Its records as they were read or chosen: written as their ids. */
export interface StepDraft extends Omit<Step, 'role' | 'people' | 'department'> {
  key: string
  role: unknown
  people: unknown
  department: unknown
}

export const newStep = (): StepDraft => ({ key: crypto.randomUUID(), who: 'superior', role: null, people: [], department: null, how: 'any', when_empty: 'administrators', when_self: 'superior' })

export function stepsOf(line: RecordData | undefined): StepDraft[] {
  const list: unknown[] = Array.isArray(line?.steps) ? line.steps : []
  const steps = list.flatMap((step) => (typeof step === 'object' && step !== null ? [{ ...newStep(), ...step, key: crypto.randomUUID() }] : []))
  return steps.length > 0 ? steps : [newStep()]
}

/** Only what the kind of step asks for. */
export function written({ who, role, people, department, how, when_empty, when_self }: StepDraft): object {
  const ids = idsOf(people)
  return {
    who, how, when_empty, when_self,
    ...(who === 'role' ? { role: idsOf(role)[0] ?? null } : {}),
    ...(who === 'people' ? { people: ids } : {}),
    ...(who === 'role' || who === 'head_of_department' ? { department: idsOf(department)[0] ?? null } : {}),
  }
}

function idsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(idOf).filter(Boolean)
}
