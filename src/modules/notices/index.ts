/** The door of the module: how other modules tell people of something. */
export { notify, notifyAll, type NewNotice } from './actions/notify.ts'
