/** What the company shows to people outside is switched by somebody: who, when and what stands in the log. The address, which opens it, does not. */
import { objectOf, type Context } from '../../../kernel/context.ts'
import { appendEvent } from '../../../kernel/history/events.ts'

export interface SwitchLog {
  /** The object that is shown there or comes in by it. */
  object: string
  /** First part of the verb, such as `portal`; its words are in `modules/audit/verbs.ts`. */
  name: string
}

/** Within the transaction that switches. */
export async function logSwitch(ctx: Context, { object, name }: SwitchLog, what: 'switched_on' | 'address_changed' | 'switched_off'): Promise<void> {
  await appendEvent(ctx, objectOf(ctx, object), { verb: `${name}_${what}`, recordId: ctx.workspace.id, aboutId: null, before: null, after: null, version: 0 })
}
