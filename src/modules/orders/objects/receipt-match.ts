import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { currencyOptions } from '../../sales/index.ts'

/** So much of a receipt pays that invoice (核销). Made and taken back by the actions of the receipt. */
export const receiptMatch = defineObject({
  name: 'receipt_match',
  plural: 'receipt_matches',
  label: { zh: '核销', en: 'Match' },
  plural_label: { zh: '核销', en: 'Matches' },
  empty_hint: { zh: '收款与发票的对应。', en: 'Which receipt paid which invoice.' },
  title: 'amount',
  heading: ['receipt', 'invoice', 'amount'],
  sort: '-created_at',
  in_navigation: false,
  fields: {
    receipt: field.reference({ label: { zh: '收款', en: 'Receipt' }, target: 'receipt', required: true, readonly: true, lives_with: true }),
    invoice: field.reference({ label: { zh: '发票', en: 'Invoice' }, target: 'invoice', required: true, readonly: true }),
    amount: field.money({ label: { zh: '金额', en: 'Amount' }, required: true, readonly: true, min: 0.01, currency_of: 'currency' }),
    currency: field.choice({ label: { zh: '币种', en: 'Currency' }, required: true, readonly: true, default: '@currency', options: currencyOptions }),
  },
  panels: [{ key: 'main', label: { zh: '核销', en: 'Match' }, fields: ['receipt', 'invoice', 'amount'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['receipt', 'invoice', 'amount', 'created_at', 'created_by'] }],
})
