/** The door of the module: what the app and other modules may use. */
export { areInvoicesKept, creditUse } from './queries/credit-use.ts'
export { orderRoutes } from './routes.ts'
export { orderTasks } from './shipping/notice-mail.ts'
