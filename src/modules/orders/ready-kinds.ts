/** Kinds of order that a new company begins with; administrators may change them. */
export const readyKinds = [
  {
    name: '货物 Goods', position: 1, is_default: true, counts_at: 'confirmed',
    steps: [{ step: 'in_production', days: 2 }, { step: 'produced', days: 10 }, { step: 'awaiting_payment', days: 1 }, { step: 'paid', days: 7 }, { step: 'shipped', days: 2 }, { step: 'arrived', days: 5 }, { step: 'completed', days: 7 }],
  },
  { name: '服务 Service', position: 2, is_default: false, counts_at: 'confirmed', steps: [{ step: 'awaiting_payment', days: 1 }, { step: 'paid', days: 30 }, { step: 'completed', days: 7 }] },
]
