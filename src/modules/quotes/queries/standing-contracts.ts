import { sql } from '../../../platform/db/sql.ts'
import type { StandingAgreement } from '../../opportunities/index.ts'

/** One that was ended early is none any more. */
export const signedContracts: StandingAgreement = {
  of: 'contract_signed',
  stands: (opportunity) => sql`exists (select from contracts k
    where k.workspace_id = ${sql.workspace} and k.opportunity_id = ${opportunity} and k.deleted_at is null and k.status in ('signed', 'active', 'ended'))`,
}
