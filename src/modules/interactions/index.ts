/** The door of the module: what the app may use. */
export { interactionsCrontab, interactionTasks, tellReminders } from './actions/tell-reminders.ts'
export { calendarRoutes } from './calendar/routes.ts'
