/** The door of the module: what the app may use. */
export { helpPage } from './public/help-page.ts'
export { knowledgeRoutes } from './public/routes.ts'
export { publicArticle, publicHelp } from './queries/public-articles.ts'
