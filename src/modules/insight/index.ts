/** The door of the module: what others may use. */
export { costsToServe, type CostToServe } from './queries/costs-to-serve.ts'
export { evaluate, follow } from './engine/evaluate.ts'
export { filterOfCell, refuseCell, type Cell } from './queries/cell.ts'
export { lastRun, ruleOf } from './engine/runs.ts'
export { markCustomers } from './engine/marks.ts'
export type { DeclaresValueSources, ValueSource } from './sources.ts'
export { insightCrontab, insightTasks } from './tasks.ts'
export { fitChurn, reasonsFor, type ChurnFit } from './models/churn-model.ts'
