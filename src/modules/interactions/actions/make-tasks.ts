import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'

/** One task for each promise `{ what, due_on? }` made in the interaction, for the one who made it. */
export async function makeTasks(ctx: Context, interactionId: string, interaction: Stored, promises: Value | undefined): Promise<void> {
  const contacts = Array.isArray(interaction.contacts) ? interaction.contacts : []
  for (const promise of Array.isArray(promises) ? promises : []) {
    if (typeof promise !== 'object' || promise === null || Array.isArray(promise)) continue
    const task = {
      name: promise.what,
      due_on: promise.due_on ?? null,
      customer: interaction.customer,
      contact: contacts[0] ?? null,
      opportunity: interaction.opportunity ?? null,
      request: interaction.request ?? null,
      owner: interaction.owner,
      is_promise: true,
      interaction: interactionId,
    }
    await createRecord(ctx, objectOf(ctx, 'task'), task, { asSystem: true })
  }
}
