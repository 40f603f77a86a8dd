/** The door of the module: what other modules and the app may use. */
export { changeInTree } from './actions/change-in-tree.ts'
export { createWorkspace, furnishWorkspace, type FirstPerson, type NewWorkspace } from './actions/create-workspace.ts'
export { businessCalendarOf } from './queries/business-calendar.ts'
export { loadActor } from './queries/load-actor.ts'
export { readyRoles } from './ready-roles.ts'
export { mailTasks } from './sign-in/mails.ts'
export { cookieOf, cookieText, visitorOf } from './sign-in/visitor.ts'
export { createSignIn } from './sign-in/routes.ts'
