/** Which reasons may be given for which end: the same as rules/standing.ts says to the server. */
export const wonReasons: readonly string[] = ['price', 'product', 'service', 'relationship', 'delivery', 'fit', 'reputation', 'other']
export const lostReasons: readonly string[] = ['price', 'product', 'service', 'relationship', 'delivery', 'competitor', 'no_budget', 'no_decision', 'other']
