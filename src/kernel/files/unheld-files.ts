import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '../../platform/db/sql.ts'
import type { Context } from '../context.ts'
import { isHeld, waitsFor } from './file-access.ts'
import { pictureSides } from '../../platform/smaller-picture.ts'
import { fileFolder } from './keep-file.ts'

/** Taking a file from a record can be undone as long. */
const undoFor = 30 * 24 * 3600_000

/** The daily work: uploads that no record took go after a day, files that no record holds any more after thirty. */
export async function removeUnheldFiles(ctx: Context, dataFolder: string): Promise<void> {
  const now = ctx.clock.now()
  const yesterday = new Date(now.getTime() - waitsFor)
  await ctx.db.rows(
    sql`update files f set unheld_since = case when ${isHeld(ctx, 'f')} then null else ${now}::timestamptz end
      where f.workspace_id = ${sql.workspace} and f.attached_at is not null and (f.unheld_since is null) = (not ${isHeld(ctx, 'f')})`,
  )
  const gone = await ctx.db.rows<{ id: string }>(
    sql`delete from files f where f.workspace_id = ${sql.workspace} and not ${isHeld(ctx, 'f')}
      and ((f.attached_at is null and f.created_at < ${yesterday}) or f.unheld_since < ${new Date(now.getTime() - undoFor)}) returning f.id`,
  )
  const folder = fileFolder(dataFolder, ctx.workspace.id)
  for (const { id } of gone) await Promise.all([id, ...Object.keys(pictureSides).map((side) => `${id}.${side}`)].map((name) => rm(join(folder, name), { force: true })))
  await removeStrays(ctx, folder, yesterday)
}

/** What an upload left behind that was cut off by the end of the process. */
async function removeStrays(ctx: Context, folder: string, before: Date): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (let at = 0; at < names.length; at += 1000) {
    const some = names.slice(at, at + 1000)
    // A smaller picture is called after its file.
    const rows = await ctx.db.rows<{ id: string }>(sql`select f.id from files f where f.workspace_id = ${sql.workspace} and f.id::text = any(${some.map(fileOf)})`)
    const known = new Set(rows.map(({ id }) => id))
    for (const name of some.filter((one) => one.endsWith('.part') || !known.has(fileOf(one)))) {
      const path = join(folder, name)
      const file = await stat(path).catch(() => null)
      if (file?.isFile() && file.mtimeMs < before.getTime()) await rm(path, { force: true })
    }
  }
}

function fileOf(name: string): string {
  return name.split('.', 1)[0] ?? name
}
