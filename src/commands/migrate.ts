import { readConfig } from '../platform/config.ts'
import { migrate } from '../platform/db/migrate.ts'
import { startDatabase } from './database.ts'

/** Brings the database up to date and says what was done. */
export async function run(): Promise<void> {
  const database = await startDatabase(readConfig())
  try {
    const { applied, alreadyThere } = await migrate(database.url)
    console.log(applied.length > 0 ? `Applied ${applied.join(', ')}` : `Up to date: ${alreadyThere} migrations`)
  } finally {
    await database.stop()
  }
}
