/** The door of the module: what the app and the commands may use. */
export { auditCrontab, auditTasks } from './audit-tasks.ts'
export { verifyChain, type ChainReport } from './chain/verify-chain.ts'
