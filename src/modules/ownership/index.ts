/** The door of the module: what the app may use. */
export { changeOwners } from './change-owners.ts'
export { refreshClocks, windClocks } from './clock/refresh-clocks.ts'
export { runHandover } from './handover/run-handover.ts'
export { startHandover } from './handover/start-handover.ts'
