import type { DeclaresOccasions } from '../approvals/index.ts'
import type { DeclaresAgreements } from '../opportunities/index.ts'
import { savesDocument } from '../sales/index.ts'
import { acceptQuote, declineQuote } from './actions/answer-quote.ts'
import { contractApproval } from './actions/contract-approval.ts'
import { remindOfContracts, turnTheDay } from './actions/day-work.ts'
import { amendContract, reopenContract, signContract, submitContract, terminateContract } from './actions/move-contract.ts'
import { discountApproval } from './actions/discount-approval.ts'
import { quoteToContract } from './actions/quote-to-contract.ts'
import { reviseQuote } from './actions/revise-quote.ts'
import { reopenQuote, submitQuote } from './actions/submit-quote.ts'
import { quoteNotices } from './notices.ts'
import { contract } from './objects/contract.ts'
import { discountLimit } from './objects/discount-limit.ts'
import { quote } from './objects/quote.ts'
import { policies } from './policies.ts'
import { signedContracts } from './queries/standing-contracts.ts'
import { readyLimits } from './ready-limits.ts'

// Files bring whole documents or none of their lines: what a product says is not put in.
const saves = (object: 'quote' | 'contract') => ({ ...savesDocument({ object, customer: 'customer' }), many: { leaves_out: [], created: async () => {} } })

export const quotes: DeclaresOccasions & DeclaresAgreements = {
  name: 'quotes',
  label: { zh: '报价与合同', en: 'Quotes and contracts' },
  needs: ['team', 'customers', 'sales', 'opportunities', 'approvals', 'notices'],
  objects: [quote, contract, discountLimit],
  policies,
  verbs: { quote: saves('quote'), contract: saves('contract') },
  actions: [submitQuote, reopenQuote, reviseQuote, acceptQuote, declineQuote, quoteToContract, submitContract, reopenContract, signContract, terminateContract, amendContract],
  occasions: [discountApproval, contractApproval],
  agreements: [signedContracts],
  notices: quoteNotices,
  daily: [{ name: 'quotes-day', run: turnTheDay }],
  mornings: [{ name: 'contract-reminders', run: remindOfContracts }],
  ready: readyLimits,
}
