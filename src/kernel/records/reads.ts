/**
 * Which version of a record a caller last received here. A PATCH without a version is then judged as if it had come with
 * that one, so that nobody's change is overwritten unseen (docs/decisions/patch-without-version.md).
 */
import type { Context } from '../context.ts'

const most = 50_000
const versions = new Map<string, number>()

export function noteRead(ctx: Context, recordId: string, version: number): void {
  const key = `${ctx.actor.id} ${recordId}`
  versions.delete(key)
  versions.set(key, version)
  if (versions.size <= most) return
  const oldest = versions.keys().next()
  if (!oldest.done) versions.delete(oldest.value)
}

export function lastRead(ctx: Context, recordId: string): number | null {
  return versions.get(`${ctx.actor.id} ${recordId}`) ?? null
}
