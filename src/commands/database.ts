/** The database that commands work on: the server of DATABASE_URL, else the embedded one. */
import type { Config } from '../platform/config.ts'
import { startEmbedded } from '../platform/db/embedded.ts'

export interface RunningDatabase {
  url: string
  isEmbedded: boolean
  stop(): Promise<void>
}

export async function startDatabase(config: Config, log: (line: string) => void = () => {}): Promise<RunningDatabase> {
  if (config.databaseUrl) return { url: config.databaseUrl, isEmbedded: false, stop: async () => {} }
  const embedded = await startEmbedded({ dataDir: config.dataFolder, log })
  return { url: embedded.url, isEmbedded: true, stop: () => embedded.stop() }
}
