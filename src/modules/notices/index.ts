/** The door of the module: how other modules tell people of something. */
export { notify, notifyAll, type NewNotice } from './actions/notify.ts'
export { settleNotices } from './actions/settle-notices.ts'
export { tellOwners } from './actions/tell-owners.ts'
export { isRecordSeen } from './record-seen.ts'
export { mailOffRoutes } from './mail/off-routes.ts'
export { noticesCrontab, noticeTasks } from './mail/tasks.ts'
