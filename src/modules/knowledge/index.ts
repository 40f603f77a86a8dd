/** The door of the module: what the app may use. */
export { openHelpPage } from './public/help-page.ts'
export { knowledgeRoutes } from './public/routes.ts'
