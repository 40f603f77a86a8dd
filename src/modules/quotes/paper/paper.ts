/** What stands on a quote or a contract on paper: plain values, so that what was sent can be kept and printed again as it was. */
import type { Language } from '../../../platform/label.ts'

export interface Party {
  name: string
  /** Who speaks for it. */
  person?: string
  phone?: string
  mail?: string
  address?: string
}

export interface PaperLine {
  code?: string
  name: string
  unit?: string
  quantity: number
  price: string
  discount?: number
  tax_rate?: number
  remark?: string
  /** What a bundle is made of. */
  parts?: PaperPart[]
  /** The same in words, on papers that were sent before parts stood in lines of their own. */
  contents?: string
  /** Quantity times price less the discount of the line: what the column adds up to is the subtotal. */
  amount: string
}

export interface PaperPart {
  /** 1: in the bundle itself; 2: in a bundle in it. */
  level: number
  code?: string
  name: string
  unit?: string
  /** Decimal text, in the quantity of the line. */
  quantity: string
  /** Of one; only where the bundle costs what its parts come to. The amount stands with the bundle alone. */
  price?: string
}

export interface Paper {
  kind: 'quote' | 'contract'
  language: Language
  number: string
  /** Of a quote: which version of it. */
  version: number
  name: string
  /** Not sent yet: every page says so. */
  isDraft: boolean
  seller: Party
  buyer: Party
  /** Days, YYYY-MM-DD. */
  made_on: string
  valid_until?: string
  starts_on?: string
  ends_on?: string
  currency: string
  prices_include_tax: boolean
  lines: PaperLine[]
  subtotal: string
  discount_total: string
  tax_total: string
  total: string
  terms?: string
  remark?: string
}
