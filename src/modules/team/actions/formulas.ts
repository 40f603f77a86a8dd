/** Fields by formula are looked at before they are kept; formula-jobs.ts computes them for every record once they are. */
import { z } from 'zod'
import { FormulaError } from '../../../platform/formula-fault.ts'
import { nearest } from '../../../platform/nearest.ts'
import { invalid, issue, type Issue } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { customFieldOf, withCustomFields } from '../../../kernel/definitions/custom-fields.ts'
import { formulaOf, formulaVariables, withFormula } from '../../../kernel/definitions/formulas.ts'
import type { Field } from '../../../kernel/definitions/field.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { listRecords } from '../../../kernel/query/list.ts'

interface Draft {
  object: string
  key: string
  type: string
  settings: unknown
}

/** @throws Problem 422 that says what is wrong with the formula, or with the field that the requirement hangs on. */
export async function refuseWrongRules(ctx: Context, draft: Draft): Promise<void> {
  const object = await objectBefore(ctx, draft)
  const field = customFieldOf(draft)
  if (!object || !field) return
  const issues: Issue[] = []
  if (field.formula !== undefined) {
    const wrong = faultOf(object, () => formulaOf(object, field, field.formula ?? ''))
    if (wrong) issues.push(wrong)
  }
  const hangsOn = field.required_when
  const known = hangsOn && object.fields.get(hangsOn.field)
  const options = new Set(known?.options?.map(({ key }) => key))
  if (hangsOn && !hangsOn.in.every((value) => options.has(value))) {
    issues.push(issue('settings.required_when', 'invalid_condition', '必填条件应指向一个单选字段及其选项', 'The condition names a choice and options of it'))
  }
  if (issues.length > 0) throw invalid(issues)
}

function faultOf(object: ObjectDefinition, work: () => unknown): Issue | null {
  try {
    work()
    return null
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    const { reason, place, unknown, words } = error
    const meant = unknown === null ? null : meantField(object, unknown)
    const message = meant ? { zh: `${words.zh}，是否指“${meant.name}”（${meant.label.zh}）？`, en: `${words.en}; did you mean “${meant.name}” (${meant.label.en})?` } : words
    return { path: 'settings.formula', code: unknown === null ? 'invalid_formula' : 'unknown_field', message, extra: { reason, place } }
  }
}

/** A name that was mistyped, or the label of a field in place of its name. */
function meantField(object: ObjectDefinition, word: string): Field | null {
  const known = Object.keys(formulaVariables(object)).flatMap((name) => object.fields.get(name) ?? [])
  const labelled = known.find(({ label }) => [label.zh, label.en].includes(word))
  const name = labelled?.name ?? nearest(word, known.map((field) => field.name))
  return known.find((field) => field.name === name) ?? null
}

/** The object as it is for a field of that key: without it, and for one that is there without those that came later. */
async function objectBefore(ctx: Context, { object, key }: Draft): Promise<ObjectDefinition | null> {
  return (await withCustomFields(ctx.db, ctx.registry.objects, { object, key })).get(object) ?? null
}

const longestList = 5

export const tryFormula = defineAction({
  name: 'try-formula',
  object: 'custom_field',
  on: 'collection',
  label: { zh: '试算公式', en: 'Try a formula' },
  is_query: true,
  input: z.strictObject({ object: z.string().max(60), key: z.string().max(41).default(''), type: z.string().max(20), formula: z.string().min(1).max(1000), scale: z.number().int().min(0).max(8).optional() }),
  guard: (ctx) => verdictOf(ctx, 'custom_field', 'create') !== false,
  /** The variables there are, and what the formula gives for the first records. */
  run: async (ctx, { input }) => {
    const draft = { object: input.object, key: input.key || 'draft', type: input.type, settings: { formula: input.formula, ...(input.scale === undefined ? {} : { scale: input.scale }) } }
    const object = await objectBefore(ctx, draft)
    if (!object) throw invalid([issue('object', 'unknown_object', '没有这个对象', 'There is no such object')])
    await refuseWrongRules(ctx, draft)
    const { formula, ...field } = customFieldOf(draft) ?? {}
    if (formula === undefined || !('name' in field)) throw invalid([issue('type', 'invalid_type', '这种类型不能用公式', 'Fields of this type take no formula')])
    const computed = withFormula(object, field, formula)
    const { rows } = await listRecords(ctx, objectOf(ctx, object.name), { limit: longestList })
    const moment = { now: ctx.clock.now(), timeZone: ctx.workspace.timeZone }
    const samples = rows.map((row) => {
      const record = JSON.parse(row)
      return { id: record.id, name: String(record[object.title] ?? ''), value: computed.derive(record, moment)[field.name] ?? null }
    })
    return { variables: Object.keys(formulaVariables(object)), samples }
  },
})
