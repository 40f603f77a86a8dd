/** The door of the module: what the app and other modules may use. */
export { quoteTasks } from './public/quote-mail.ts'
export { quoteRoutes } from './routes.ts'
export { takenFrom } from './actions/quote-to-contract.ts'
