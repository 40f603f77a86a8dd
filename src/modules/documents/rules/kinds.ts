/** The documents of a sale in the order in which they follow from each other, and what each is told by. */
export interface DocumentKind {
  object: string
  /** In words, where it has more than a number. */
  title?: string
  amount?: string
  /** A day or an instant. */
  day: string
}

export const kinds: readonly DocumentKind[] = [
  { object: 'lead', title: 'name', amount: 'budget', day: 'created_at' },
  { object: 'opportunity', title: 'name', amount: 'amount', day: 'opened_on' },
  { object: 'quote', title: 'name', amount: 'total', day: 'created_at' },
  { object: 'contract', title: 'name', amount: 'total', day: 'created_at' },
  { object: 'order', amount: 'total', day: 'ordered_on' },
  { object: 'purchase', amount: 'total', day: 'ordered_on' },
  { object: 'shipment', title: 'tracking_number', day: 'shipped_at' },
  { object: 'claim', amount: 'claimed_amount', day: 'reported_on' },
  { object: 'invoice', amount: 'total', day: 'issued_on' },
  { object: 'receipt', amount: 'amount', day: 'received_on' },
]

/** One field that says what followed from what. */
export interface Link {
  /** Whose record holds the field. */
  object: string
  field: string
  /** `origin`: the record that is named came before; `result`: it came after. */
  names: 'origin' | 'result'
}

export const links: readonly Link[] = [
  { object: 'lead', field: 'opportunity', names: 'result' },
  ...['quote', 'contract', 'order'].map((object) => ({ object, field: 'opportunity', names: 'origin' as const })),
  ...['contract', 'order'].map((object) => ({ object, field: 'quote', names: 'origin' as const })),
  { object: 'contract', field: 'amends', names: 'origin' },
  { object: 'order', field: 'contract', names: 'origin' },
  ...['purchase', 'shipment', 'claim', 'invoice'].map((object) => ({ object, field: 'order', names: 'origin' as const })),
]
