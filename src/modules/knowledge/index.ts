/** The door of the module: what the app may use. */
export { knowledgeRoutes } from './public/routes.ts'
