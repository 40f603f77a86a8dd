import type { Context } from '../../../kernel/context.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { requestApproval, type Occasion } from '../../approvals/index.ts'
import { customerFact } from './facts-of.ts'
import { settleApproved } from './settle-approved.ts'

/** The amount of a contract, before it can be signed. Approved, it is ready to sign; refused, returned or withdrawn, a draft again. */
export const contractApproval: Occasion = {
  object: 'contract',
  occasion: 'amount',
  label: { zh: '合同金额', en: 'Amount of a contract' },
  fields: ['customer', 'base_total', 'starts_on', 'ends_on'],
  decided: settleApproved('contract'),
}

/** Asks whoever the lines of the company name for this amount. @returns whether somebody has to say so first. */
export async function askForContract(ctx: Context, id: string, record: Stored): Promise<boolean> {
  const day = (name: string) => (record[name] ? String(record[name]) : null)
  const asked = await requestApproval(ctx, {
    object: 'contract', id, occasion: 'amount', title: `${String(record.number)} ${String(record.name)}`.slice(0, 300), amount: String(record.base_total),
    facts: [
      await customerFact(ctx, 'contract', id),
      { label: { zh: '合同合计（本位币）', en: 'Total in company currency' }, value: String(record.base_total), type: 'money' },
      { label: { zh: '开始日', en: 'Starts on' }, value: day('starts_on'), type: 'date' },
      { label: { zh: '结束日', en: 'Ends on' }, value: day('ends_on'), type: 'date' },
    ],
  })
  return asked.needed && asked.status === 'waiting'
}
