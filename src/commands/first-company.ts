/** The first start makes a company: the demo world, or an empty one with an administrator. */
import { randomBytes } from 'node:crypto'
import type { Config } from '../platform/config.ts'
import { sql } from '../platform/db/sql.ts'
import { demoSignIn } from '../demo/plant.ts'
import type { Runtime } from '../kernel/runtime.ts'
import { createWorkspace } from '../modules/team/index.ts'
import type { RunningDatabase } from './database.ts'
import { plantApart } from './plant-apart.ts'

export interface FirstCompany {
  isDemo: boolean
  /** The password is empty where it was set at an earlier start: nobody here knows it. */
  signIn: { login: string; password: string }
}

export async function firstCompany(runtime: Runtime, config: Config, database: RunningDatabase): Promise<FirstCompany> {
  const [known] = await runtime.database.local.rows<{ name: string; is_demo: boolean; login: string | null }>(
    sql`select w.name, w.is_demo, (select a.email from accounts a order by a.created_at limit 1) as login from workspaces w order by w.created_at limit 1`,
  )
  if (known) return { isDemo: known.is_demo, signIn: { login: known.login ?? '', password: known.is_demo && !config.adminPassword ? demoSignIn.password : '' } }
  const isDemo = config.demo ?? database.isEmbedded
  const login = config.adminEmail ?? demoSignIn.login
  if (isDemo) {
    await plantApart({ databaseUrl: database.url, administrator: { email: login, password: config.adminPassword ?? demoSignIn.password } })
    return { isDemo: true, signIn: { login, password: config.adminPassword ?? demoSignIn.password } }
  }
  const password = config.adminPassword ?? randomBytes(12).toString('base64url')
  await createWorkspace(runtime, { name: 'Guanxi', administrator: { name: 'Administrator', email: login, password } })
  return { isDemo: false, signIn: { login, password } }
}
