/** Takes away what a run of the tests leaves on a server that is not its own. */
import { dropDatabase } from '../../src/platform/db/create-database.ts'
import { templateName } from './server.ts'

export async function teardown(): Promise<void> {
  const url = process.env.GUANXI_TEST_DATABASE_URL
  if (url) await dropDatabase(url, templateName())
}
