/** Uploads and exports are for now; what people keep is the records and, at their own place, the files. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { importFolder } from './open-file.ts'
import { exportFolder } from './run-export.ts'

const day = 24 * 3600_000

/** Uploads and error files after thirty days, exports after seven. */
export async function removeOldFiles(dataFolder: string, now: Date): Promise<void> {
  await removeOlder(importFolder(dataFolder), now.getTime() - 30 * day)
  await removeOlder(exportFolder(dataFolder), now.getTime() - 7 * day)
}

async function removeOlder(folder: string, before: number): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const path = join(folder, name)
    const file = await stat(path).catch(() => null)
    if (file?.isFile() && file.mtimeMs < before) await rm(path, { force: true })
  }
}
