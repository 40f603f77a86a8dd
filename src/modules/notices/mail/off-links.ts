/** Links that stop mails of some kinds for one person, without signing in: sealed, so that nobody can make one. */
import { z } from 'zod'
import type { SecretBox } from '../../../platform/secret-box.ts'

const linkShape = z.object({ purpose: z.literal('mail-off'), workspace: z.uuid(), user: z.uuid(), kinds: z.array(z.string()).min(1) })

export type OffLink = Omit<z.infer<typeof linkShape>, 'purpose'>

export function sealLink(box: SecretBox, link: OffLink): string {
  return box.seal(JSON.stringify({ purpose: 'mail-off', ...link }))
}

/** Null for what was not sealed here, or for another purpose. */
export function openLink(box: SecretBox, token: string): OffLink | null {
  try {
    return linkShape.parse(JSON.parse(box.open(token)))
  } catch {
    return null
  }
}
