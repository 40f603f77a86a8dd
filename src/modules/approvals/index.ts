/** The door of the module: how other modules ask for approval, and declare what may need it. */
export { requestApproval, type Fact, type Request, type Requested } from './actions/request-approval.ts'
export { withdrawApproval } from './actions/withdraw.ts'
export { superiorsOf } from './queries/superior-of.ts'
export { refuseUnwiredOccasions, type ApprovalStatus, type DeclaresOccasions, type Decided, type Occasion } from './occasions.ts'
