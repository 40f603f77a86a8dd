/** What the board asks by its address alone, so that it can be asked before the board is there. */
export const pipelinesOfBoard = { sort: 'position', limit: 50, filter: { is_active: true } }
export const stagesOfBoard = { sort: 'position', limit: 500, filter: { pipeline: { is_active: true } } }
