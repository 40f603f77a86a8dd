/** How requests come in from outside: a form and inbound mail, each with an address of its own, off until somebody switches it on. */
import { randomToken } from '../../../platform/random-token.ts'
import type { SecretBox } from '../../../platform/secret-box.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { addressOf, companyOf, fitsToken } from './links.ts'
import { logSwitch, type SwitchLog } from './switch-log.ts'

export const intakeKinds = ['form', 'mail'] as const
export type IntakeKind = (typeof intakeKinds)[number]

const logged: Record<IntakeKind, SwitchLog> = { form: { object: 'request', name: 'form' }, mail: { object: 'request', name: 'inbound_mail' } }

const prefix = { form: '/f/', mail: '/api/v1/inbound-mail/' }

/** Those that are on, with their addresses. */
export async function intakes(ctx: Context): Promise<{ kind: IntakeKind; path: string; since: string }[]> {
  const rows = await ctx.db.rows<{ kind: IntakeKind; token: string; since: string }>(sql`select i.kind, i.token, i.created_at as since from request_intakes i where i.workspace_id = ${sql.workspace} order by i.kind`)
  return rows.map(({ kind, token, since }) => ({ kind, path: pathOf(ctx, kind, token), since }))
}

/** Switches it on, or gives it another address and secret: the ones before no longer work. @returns the secret, shown once; null for a form */
export function openIntake(ctx: Context, intake: { kind: 'form' } | { kind: 'mail'; box: SecretBox }): Promise<{ path: string; secret: string | null }> {
  const { kind } = intake
  return transaction(ctx, async (ctx) => {
    const token = randomToken()
    const secret = kind === 'mail' ? randomToken() : null
    const sealed = secret && intake.kind === 'mail' ? intake.box.seal(secret) : null
    const isOn = (await intakes(ctx)).some((intake) => intake.kind === kind)
    await ctx.db.rows(
      sql`insert into request_intakes (workspace_id, kind, token, secret, created_at) values (${sql.workspace}, ${kind}, ${token}, ${sealed}, ${ctx.clock.now()})
        on conflict (workspace_id, kind) do update set token = excluded.token, secret = excluded.secret, created_at = excluded.created_at`,
    )
    await logSwitch(ctx, logged[kind], isOn ? 'address_changed' : 'switched_on')
    return { path: pathOf(ctx, kind, token), secret }
  })
}

export function closeIntake(ctx: Context, kind: IntakeKind): Promise<void> {
  return transaction(ctx, async (ctx) => {
    const gone = await ctx.db.rows(sql`delete from request_intakes i where i.workspace_id = ${sql.workspace} and i.kind = ${kind} returning 1`)
    if (gone.length > 0) await logSwitch(ctx, logged[kind], 'switched_off')
  })
}

/** The company whose form or mail box the address is, acting as that. @throws Problem 404, the same for what is off and what never was. */
export async function enterIntake(runtime: Runtime, ctx: Context, kind: IntakeKind, address: string): Promise<{ ctx: Context; secret: string | null }> {
  const acting = await companyOf(runtime, ctx, address, kind === 'form' ? 'service form' : 'inbound mail')
  const [row] = acting ? await acting.db.rows<{ token: string; secret: string | null }>(sql`select i.token, i.secret from request_intakes i where i.workspace_id = ${sql.workspace} and i.kind = ${kind}`) : []
  if (!acting || !row || !fitsToken(address, row.token)) throw notFound()
  return { ctx: acting, secret: row.secret }
}

function pathOf(ctx: Context, kind: IntakeKind, token: string): string {
  return `${prefix[kind]}${addressOf(ctx.workspace.id)}${token}`
}
