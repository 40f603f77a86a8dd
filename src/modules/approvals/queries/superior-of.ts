import type { Context } from '../../../kernel/context.ts'
import { superiorOf as superiorIn } from '../rules/organisation.ts'
import { organisationOf } from './organisation.ts'

/** Who stands above these people, for other modules that tell superiors; the first administrator where nobody does. */
export async function superiorsOf(ctx: Context, people: readonly string[]): Promise<Map<string, string>> {
  if (people.length === 0) return new Map()
  const organisation = await organisationOf(ctx, { people, roles: [] })
  return new Map(people.flatMap((person) => {
    const above = superiorIn(organisation, person) ?? organisation.administrators.find((one) => one !== person)
    return above ? [[person, above] as const] : []
  }))
}
