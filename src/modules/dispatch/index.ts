/** The door of the module: what the app may use. */
export { dispatchCrontab, dispatchTasks } from './actions/evening.ts'
export { dispatchRoutes } from './routes.ts'
