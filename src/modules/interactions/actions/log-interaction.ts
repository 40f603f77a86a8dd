import { transaction } from '../../../platform/db/database.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { touchLastContact } from '../../customers/index.ts'

interface Promised {
  what: string
  due_on?: string
}

/** The plain create of an interaction: each promise becomes a task of the one who made it, in the same transaction. */
export async function logInteraction(ctx: Context, input: Record<string, unknown>): Promise<string> {
  return transaction(ctx, async (ctx) => {
    const written = await createRecord(ctx, objectOf(ctx, 'interaction'), input)
    const interaction: { customer: { id: string } | null; contacts: { id: string }[]; at: string; owner: { id: string } | null; promises: Promised[] } = JSON.parse(written.json)
    const about = { customer: interaction.customer?.id ?? null, contact: interaction.contacts[0]?.id ?? null }
    for (const promise of interaction.promises) {
      await createRecord(
        ctx,
        objectOf(ctx, 'task'),
        { name: promise.what, due_on: promise.due_on ?? null, ...about, owner: interaction.owner?.id ?? null, is_promise: true, interaction: written.id },
        { asSystem: true },
      )
    }
    if (about.customer) await touchLastContact(ctx, about.customer, interaction.at)
    return written.id
  })
}
