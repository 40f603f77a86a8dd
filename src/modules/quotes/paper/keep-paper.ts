import { createHash } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { fileFolder } from '../../../kernel/files/keep-file.ts'

/** A printed paper becomes a kept file, to be named in a record. One that no record takes goes after a day. */
export async function keepPaper(ctx: Context, dataFolder: string, { name, bytes }: { name: string; bytes: Buffer }): Promise<string> {
  const folder = fileFolder(dataFolder, ctx.workspace.id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const id = newId()
  const part = join(folder, `${id}.part`)
  await writeFile(part, bytes, { mode: 0o600 })
  await rename(part, join(folder, id))
  await ctx.db.rows(
    sql`insert into files (workspace_id, id, created_at, created_by, name, size, type, sha256)
      values (${sql.workspace}, ${id}, ${ctx.clock.now()}, ${ctx.actor.id}, ${name}, ${bytes.length}, 'application/pdf', ${createHash('sha256').update(bytes).digest('hex')})`,
  )
  return id
}
