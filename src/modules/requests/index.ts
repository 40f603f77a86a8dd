/** The door of the module: what the app may use. */
export { keepClocks } from './actions/keep-clocks.ts'
export { requestsCrontab, requestTasks, watchClocks } from './actions/watch-clocks.ts'
export { replyMailTasks } from './public/reply-mail.ts'
export { requestRoutes } from './routes.ts'
export { addressOf, companyOf, tokenOf } from './public/links.ts'
export { senderKey } from './public/receive.ts'
