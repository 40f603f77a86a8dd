/** What the page of a customer is told of personal data. */
import type { RecordData } from '../../../web/client/records.ts'

export interface PrivacyStanding {
  /** The ledger, newest first. */
  consents: RecordData[]
  erasure: { number: string; status: string; at: string } | null
  /** Somebody with this number or address was erased once; `status` is the ground. */
  erased_before: { number: string; status: string; at: string } | null
  two_step: boolean
}

/** Made by the section of the server that this file describes; undefined where an older server has none. */
export function standingOf(answer: unknown): PrivacyStanding | undefined {
  return typeof answer === 'object' && answer !== null && 'consents' in answer ? (answer as PrivacyStanding) : undefined
}
