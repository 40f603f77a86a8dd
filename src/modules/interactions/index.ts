/** The door of the module: what the app may use. */
export { interactionsCrontab, interactionTasks } from './actions/by-the-clock.ts'
export { makeDueRepeats } from './actions/follow-tasks.ts'
export { tellReminders } from './actions/tell-reminders.ts'
export { calendarRoutes } from './calendar/routes.ts'
