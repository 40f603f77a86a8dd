import { z } from 'zod'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { parsePhone } from '../../../platform/phone.ts'
import { duplicateCandidates } from '../queries/duplicate-candidates.ts'
import { normaliseCreditCode } from '../rules/credit-code.ts'

const text = z.string().max(5000).nullish()

/** Who a file being typed may already be. Half-typed values are taken as they come and simply find nothing. */
export const findDuplicates = defineAction({
  name: 'duplicates',
  object: 'customer',
  on: 'collection',
  label: { zh: '查重', en: 'Find duplicates' },
  is_query: true,
  input: z.looseObject({
    id: z.uuid().nullish(),
    kind: z.enum(['organisation', 'person']).nullish(),
    name: text,
    phones: z.array(z.string().max(100)).max(20).nullish(),
    emails: z.array(z.string().max(300)).max(20).nullish(),
    credit_code: text,
    wechat: text,
  }),
  guard: (ctx) => verdictOf(ctx, 'customer', 'see') !== false,
  run: async (ctx, { input }) => {
    const phones = (input.phones ?? []).map((phone) => parsePhone(phone)).flatMap((parsed) => ('e164' in parsed ? [parsed.e164] : []))
    const data = await duplicateCandidates(ctx, {
      id: input.id ?? undefined,
      kind: input.kind ?? 'organisation',
      name: clean(input.name),
      phones,
      emails: (input.emails ?? []).map((mail) => clean(mail).trim().toLowerCase()).filter(Boolean),
      wechat: clean(input.wechat) || null,
      credit_code: input.credit_code ? normaliseCreditCode(clean(input.credit_code)) : null,
    })
    return { data }
  },
})

function clean(value: string | null | undefined): string {
  return (value ?? '').toWellFormed().replaceAll('\0', '')
}
