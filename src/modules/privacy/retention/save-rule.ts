import { z } from 'zod'
import { invalid, issue, type Issue } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { affectedWhere, type Rule } from './affected.ts'

const ruleShape = z.object({ object: z.string(), condition: z.unknown(), months: z.number(), act: z.string() })

/** The create of a retention rule: the condition is read as the list would read it. */
export async function createRule(ctx: Context, input: Record<string, unknown>): Promise<string> {
  return transaction(ctx, async (ctx) => {
    const { id } = await createRecord(ctx, objectOf(ctx, 'retention_rule'), input)
    await checkRule(ctx, id)
    return id
  })
}

export async function changeRule(ctx: Context, id: string, patch: Record<string, unknown>, options: { version: number | null }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await updateRecord(ctx, objectOf(ctx, 'retention_rule'), id, patch, options)
    await checkRule(ctx, id)
  })
}

async function checkRule(ctx: Context, id: string): Promise<void> {
  const { record } = await lockRecord(ctx, objectOf(ctx, 'retention_rule'), id, 'see')
  refuseRule(ctx, ruleOf(record))
}

export function ruleOf(record: Stored): Rule {
  return ruleShape.parse(record)
}

/** Records of these are what a company keeps of its customers; the team, its roles and its rules are not thrown away by a rule. */
export function mayBeRuled(ctx: Context, name: string): boolean {
  const object = ctx.objects.get(name)
  return object !== undefined && !object.is_append_only && (object.has_timeline || object.about !== null)
}

/** @throws Problem 422 with everything that does not fit. */
export function refuseRule(ctx: Context, rule: Rule): void {
  const issues: Issue[] = []
  if (!mayBeRuled(ctx, rule.object)) issues.push(issue('object', 'no_such_object', '此对象不能设保留规则', 'There can be no retention rule for this object'))
  else if (rule.act === 'anonymise' && !objectOf(ctx, rule.object).person) issues.push(issue('act', 'not_people', '此对象的记录不是个人，不能匿名化', 'The records of this object are not people and cannot be erased'))
  if (issues.length > 0) throw invalid(issues)
  // Compiled for its faults.
  affectedWhere(ctx, rule, { asOf: ctx.clock.now(), row: 'c' })
}
