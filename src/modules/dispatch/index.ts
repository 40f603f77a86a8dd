/** The door of the module: what the app may use. */
export { carryOver } from './actions/carry-over.ts'
export { dispatchCrontab, dispatchTasks } from './actions/evening.ts'
export { dispatchRoutes } from './routes.ts'
