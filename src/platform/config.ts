/** Settings come from the environment (a `.env` file is read) and from nowhere else. */
import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { MailSettings } from './mail/mailer.ts'

export const megabyte = 1024 * 1024

const perMinute = z.coerce.number().int().min(0)

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('localhost'),
  DATABASE_URL: z.string().optional(),
  GUANXI_DATA: z.string().default('./data'),
  GUANXI_ADMIN_EMAIL: z.email().optional(),
  GUANXI_ADMIN_PASSWORD: z.string().min(8).optional(),
  GUANXI_DEMO: z.enum(['true', 'false']).optional(),
  GUANXI_FILE_LIMIT: z.coerce.number().positive().max(2000).default(50),
  GUANXI_TRUST_PROXY: z.string().refine(areAddresses, 'addresses or networks of proxies, such as "127.0.0.1, 10.0.0.0/8", or "loopback"').optional(),
  GUANXI_RATE_ADDRESS: perMinute.default(12_000),
  GUANXI_RATE_PERSON: perMinute.default(3000),
  GUANXI_RATE_KEY: perMinute.default(3000),
  GUANXI_CONNECTIONS: z.coerce.number().int().min(10).default(2000),
  GUANXI_STATEMENT_TIMEOUT: z.coerce.number().int().min(1).max(3600).default(60),
  GUANXI_SECRET: z.string().min(16).optional(),
  GUANXI_INSIDE: z.string().refine(arePlaces, 'places in the own network, such as "sso.company.lan:8443, 10.0.5.0/24"').optional(),
  GUANXI_URL: z.url({ protocol: /^https?$/ }).optional(),
  GUANXI_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  GUANXI_MAIL_FROM: z.string().max(300).optional(),
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
  server: {
    /** Largest file that is kept, in bytes. */
    fileLimit: number
    trustedProxies: string | null
    /** Requests a minute; 0: no limit. */
    rates: { address: number; person: number; key: number }
    mostConnections: number
    /** Milliseconds. */
    statementTimeout: number
  }
  /** Encrypts secrets that are kept. Null: a key in the data folder does. */
  secret: string | null
  /** Places in the own network that Guanxi may ask, as `host:port` or networks. */
  inside: string[]
  /** Where people reach this installation, for links in mails; without a slash at the end. */
  publicUrl: string | null
  /** Null: no mail is sent. */
  mail: MailSettings | null
  logLevel: string
}

/** @throws Error that names every setting that is wrong, never with its value: it may be a password. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  if (environment === process.env && existsSync('.env')) process.loadEnvFile('.env')
  const parsed = settings.safeParse(withFiles(environment))
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
    server: {
      fileLimit: Math.floor(read.GUANXI_FILE_LIMIT * megabyte),
      trustedProxies: read.GUANXI_TRUST_PROXY ?? null,
      rates: { address: read.GUANXI_RATE_ADDRESS, person: read.GUANXI_RATE_PERSON, key: read.GUANXI_RATE_KEY },
      mostConnections: read.GUANXI_CONNECTIONS,
      statementTimeout: read.GUANXI_STATEMENT_TIMEOUT * 1000,
    },
    secret: read.GUANXI_SECRET ?? null,
    inside: partsOf(read.GUANXI_INSIDE ?? ''),
    publicUrl: read.GUANXI_URL?.replace(/\/+$/, '') ?? null,
    mail: read.GUANXI_SMTP_URL ? { url: read.GUANXI_SMTP_URL, from: read.GUANXI_MAIL_FROM ?? `Guanxi <no-reply@${new URL(read.GUANXI_SMTP_URL).hostname}>` } : null,
    logLevel: read.GUANXI_LOG,
  }
}

/** `NAME_FILE` names a file that holds the setting, as secrets of containers come. @throws Error where both are set or the file cannot be read. */
function withFiles(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settled = { ...environment }
  for (const name of Object.keys(settings.shape)) {
    const path = environment[`${name}_FILE`]
    if (path === undefined) continue
    if (environment[name] !== undefined) throw new Error(`Settings that are not valid:\n  ${name} and ${name}_FILE are both set`)
    try {
      settled[name] = readFileSync(path, 'utf8').replace(/\r?\n$/, '')
    } catch {
      throw new Error(`Settings that are not valid:\n  ${name}_FILE: the file cannot be read`)
    }
  }
  return settled
}

/** `host:port` and networks. */
function arePlaces(text: string): boolean {
  return partsOf(text).every((part) => (part.includes('/') ? areAddresses(part) : /^(\[[\da-f:]+\]|[\w.-]+):\d{1,5}$/i.test(part)))
}

function partsOf(text: string): string[] {
  return text.split(',').map((part) => part.trim()).filter(Boolean)
}

/** Names that stand for networks: loopback, linklocal, uniquelocal. "true" would believe everybody. */
function areAddresses(text: string): boolean {
  return text.split(',').every((part) => {
    const [address = '', bits, ...rest] = part.trim().split('/')
    if (['loopback', 'linklocal', 'uniquelocal'].includes(address)) return bits === undefined
    const most = isIP(address) === 4 ? 32 : 128
    return isIP(address) !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  })
}
