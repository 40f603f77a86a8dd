/** The steps of a line, as administrators write them and as they are frozen with a request. */
import { z } from 'zod'
import { issue, type Issue } from '../../../platform/problems.ts'
import { hows } from './standing.ts'

export const whos = ['superior', 'superior_of_superior', 'head_of_department', 'role', 'people'] as const
export type Who = (typeof whos)[number]

export const mostSteps = 10
export const mostSigners = 50

const id = z.uuid().transform((text) => text.toLowerCase())

export const stepShape = z.strictObject({
  who: z.enum(whos),
  /** who = role: its holders; with a department those in it and below. */
  role: id.nullish(),
  people: z.array(id).max(20).optional(),
  /** who = head_of_department: of this one; left out: of the requester's. */
  department: id.nullish(),
  how: z.enum(hows).default('any'),
  /** Where nobody is found. */
  when_empty: z.enum(['skip', 'administrators']).default('administrators'),
  /** Where the requester is among them. */
  when_self: z.enum(['skip', 'superior', 'allow']).default('superior'),
})
export type Step = z.infer<typeof stepShape>

/** A step as it stands with a request: only what its signatures do not say themselves. */
export const frozenShape = z.object({ who: z.enum(whos), how: z.enum(hows), allows_self: z.boolean() })
export type FrozenStep = z.infer<typeof frozenShape>

export const frozenSteps = z.array(frozenShape)

/** Everything that is wrong with them. */
export function faultsOfSteps(steps: unknown): Issue[] {
  const list = Array.isArray(steps) ? steps : []
  if (list.length === 0) return [issue('steps', 'required', '请至少设置一步', 'At least one step is needed')]
  if (list.length > mostSteps) return [issue('steps', 'too_many', `最多 ${mostSteps} 步`, `At most ${mostSteps} steps`)]
  return list.flatMap((step, index) => faultsOfStep(step, `steps[${index}]`))
}

function faultsOfStep(step: unknown, at: string): Issue[] {
  const parsed = stepShape.safeParse(step)
  if (!parsed.success) {
    const paths = new Set(parsed.error.issues.map(({ path }) => [at, ...path.map(String)].join('.')))
    return [...paths].map((path) => issue(path, 'invalid_step', '此步骤填写有误', 'This step is not as it should be'))
  }
  const { who, role, people } = parsed.data
  if (who === 'role' && !role) return [issue(`${at}.role`, 'required', '请选择角色', 'Choose a role')]
  if (who === 'people' && !people?.length) return [issue(`${at}.people`, 'required', '请选择审批人', 'Choose who signs')]
  return []
}
