/** The door of the module: what the app may use. */
export { reportsCrontab, reportTasks } from './mail/deliver.ts'
