import type { Module } from '../../kernel/definitions/module.ts'
import { objectOf } from '../../kernel/context.ts'
import { createRecord } from '../../kernel/records/create.ts'
import { computeAll, computeKind, computeNow } from './actions/compute-now.ts'
import { proposeProduct, quoteProducts } from './actions/propose.ts'
import { savesList } from './actions/save-list.ts'
import { showCounted } from './actions/show-counted.ts'
import { showFittingLists, showHitRate, showMinedList, showSuggestions } from './actions/show-suggestions.ts'
import { productAssociation } from './objects/product-association.ts'
import { productExclusion } from './objects/product-exclusion.ts'
import { productProposal } from './objects/product-proposal.ts'
import { suggestionList } from './objects/suggestion-list.ts'
import { suggestionRule } from './objects/suggestion-rule.ts'
import { policies } from './policies.ts'

export const suggestions: Module = {
  name: 'suggestions',
  label: { zh: '产品推荐', en: 'Suggestions' },
  needs: ['team', 'customers', 'sales', 'quotes', 'insight'],
  objects: [suggestionList, productProposal, productAssociation, productExclusion, suggestionRule],
  policies,
  verbs: { suggestion_list: savesList },
  actions: [showSuggestions, showFittingLists, showMinedList, showHitRate, showCounted, proposeProduct, quoteProducts, computeNow],
  jobs: [{ kind: computeKind, run: (ctx) => computeAll(ctx) }],
  daily: [{ name: 'suggestions', run: async (ctx) => void (await computeAll(ctx)) }],
  ready: [{ name: 'suggestions.rule', label: { zh: '推荐规则', en: 'The rule of suggestions' }, object: 'suggestion_rule', make: async (ctx) => void (await createRecord(ctx, objectOf(ctx, 'suggestion_rule'), {})) }],
}
