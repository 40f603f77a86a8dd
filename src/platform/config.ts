/** Settings come from the environment (a `.env` file is read) and from nowhere else. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'

export const megabyte = 1024 * 1024

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('localhost'),
  DATABASE_URL: z.string().optional(),
  GUANXI_DATA: z.string().default('./data'),
  GUANXI_ADMIN_EMAIL: z.email().optional(),
  GUANXI_ADMIN_PASSWORD: z.string().min(8).optional(),
  GUANXI_DEMO: z.enum(['true', 'false']).optional(),
  GUANXI_FILE_LIMIT: z.coerce.number().positive().max(2000).default(50),
  GUANXI_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
})

export interface Config {
  port: number
  host: string
  /** Null: the embedded database below `dataFolder`. */
  databaseUrl: string | null
  dataFolder: string
  adminEmail: string | null
  adminPassword: string | null
  /** Null: plant the demo world on a first start with the embedded database. */
  demo: boolean | null
  /** Largest file that is kept, in bytes. */
  fileLimit: number
  logLevel: string
}

/** @throws Error that names every setting that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  if (environment === process.env && existsSync('.env')) process.loadEnvFile('.env')
  const parsed = settings.safeParse(environment)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((problem) => `${problem.path.join('.')}: ${problem.message}`)
    throw new Error(`Settings that are not valid:\n  ${wrong.join('\n  ')}`)
  }
  const read = parsed.data
  return {
    port: read.PORT,
    host: read.HOST,
    databaseUrl: read.DATABASE_URL ?? null,
    dataFolder: resolve(read.GUANXI_DATA),
    adminEmail: read.GUANXI_ADMIN_EMAIL ?? null,
    adminPassword: read.GUANXI_ADMIN_PASSWORD ?? null,
    demo: read.GUANXI_DEMO === undefined ? null : read.GUANXI_DEMO === 'true',
    fileLimit: Math.floor(read.GUANXI_FILE_LIMIT * megabyte),
    logLevel: read.GUANXI_LOG,
  }
}
