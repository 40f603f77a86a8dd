/** Single sign-on of a company: where its people sign in instead (OpenID Connect). The secret is never answered or logged. */
import { readFileSync } from 'node:fs'
import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { SecretBox } from '../../../platform/secret-box.ts'

export interface Provider {
  id: string
  name: string
  issuer: string
  client_id: string
  is_active: boolean
  /** Whether people that are not known yet are entered when they first come. */
  creates_people: boolean
  default_role: string | null
  /** Name of the setting that holds the secret, where the table does not. */
  client_secret_setting: string | null
}

export interface StoredProvider extends Provider {
  client_secret: string | null
  updated_at: Date
}

export interface ProviderAnswer extends Provider {
  has_secret: boolean
}

/** Only settings of this name: any other would let an administrator read what is the machine's. */
export const secretSetting = /^GUANXI_SSO_[A-Z0-9_]{1,60}$/

const columns = sql`p.id, p.name, p.issuer, p.client_id, p.is_active, p.creates_people, p.default_role_id as default_role, p.client_secret_setting`

export async function listProviders(db: Db): Promise<ProviderAnswer[]> {
  return db.rows<ProviderAnswer>(
    sql`select ${columns}, p.client_secret is not null or p.client_secret_setting is not null as has_secret from identity_providers p
      where p.workspace_id = ${sql.workspace} order by p.created_at`,
  )
}

export async function providerOf(db: Db, id: string): Promise<StoredProvider | null> {
  const [provider] = await db.rows<StoredProvider>(
    sql`select ${columns}, p.client_secret, p.updated_at from identity_providers p where p.workspace_id = ${sql.workspace} and p.id = ${id}::uuid`,
  )
  return provider ?? null
}

export async function writeProvider(db: Db, provider: Omit<StoredProvider, 'id' | 'updated_at'> & { id: string | null }, now: Date): Promise<string> {
  const id = provider.id ?? newId()
  await db.rows(
    sql`insert into identity_providers as p (workspace_id, id, name, issuer, client_id, client_secret, client_secret_setting, is_active, creates_people, default_role_id, created_at, updated_at)
      values (${sql.workspace}, ${id}, ${provider.name}, ${provider.issuer}, ${provider.client_id}, ${provider.client_secret}, ${provider.client_secret_setting},
        ${provider.is_active}, ${provider.creates_people}, ${provider.default_role}::uuid, ${now}, ${now})
      on conflict (workspace_id, id) do update set name = excluded.name, issuer = excluded.issuer, client_id = excluded.client_id, client_secret = excluded.client_secret,
        client_secret_setting = excluded.client_secret_setting, is_active = excluded.is_active, creates_people = excluded.creates_people,
        default_role_id = excluded.default_role_id, updated_at = excluded.updated_at`,
  )
  return id
}

export async function removeProvider(db: Db, id: string): Promise<boolean> {
  await db.rows(sql`delete from provider_links l where l.workspace_id = ${sql.workspace} and l.provider_id = ${id}::uuid`)
  const gone = await db.rows(sql`delete from identity_providers p where p.workspace_id = ${sql.workspace} and p.id = ${id}::uuid returning 1`)
  return gone.length > 0
}

/** From the table, from the setting, or from the file that the setting with `_FILE` names. */
export function secretOf(provider: StoredProvider, box: SecretBox, environment: NodeJS.ProcessEnv = process.env): string | null {
  if (provider.client_secret) return box.open(provider.client_secret)
  const setting = provider.client_secret_setting
  if (!setting || !secretSetting.test(setting)) return null
  const file = environment[`${setting}_FILE`]
  return environment[setting] ?? (file ? readFileSync(file, 'utf8').trim() : null)
}
