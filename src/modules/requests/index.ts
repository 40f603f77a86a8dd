/** The door of the module: what the app may use. */
export { countVisit } from './actions/count-visit.ts'
export { followJob } from './actions/follow-job.ts'
export { keepClocks } from './actions/keep-clocks.ts'
export { requestsCrontab, requestTasks, watchClocks } from './actions/watch-clocks.ts'
export { replyMailTasks } from './public/reply-mail.ts'
export { classOptions, priorityOptions } from './objects/request-options.ts'
export { requestRoutes } from './routes.ts'
