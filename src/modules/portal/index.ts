/** The door of the module: what the app may use. */
export { portalPage } from './public/portal-page.ts'
export { portalRoutes } from './routes.ts'
export { portalMailTasks } from './sign-in/mails.ts'
