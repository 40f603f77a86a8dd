/** The door of the module: what the app may use. */
export { callsCrontab, callTasks, watchCalls } from './actions/watch-calls.ts'
