/** The demo world: 远航集团 Yuanhang Group with its people, customers and three years of history, in one transaction. */
import { bulkLoad } from '../platform/db/bulk-load.ts'
import { copyRows, type CopyValue } from '../platform/db/copy.ts'
import { openDatabase, transaction } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { hashPassword } from '../platform/passwords.ts'
import { sql } from '../platform/db/sql.ts'
import { systemActor } from '../kernel/access/actor.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { eventColumns } from '../kernel/history/events.ts'
import { createRecord } from '../kernel/records/create.ts'
import { updateRecord } from '../kernel/records/update.ts'
import type { Runtime } from '../kernel/runtime.ts'
import { plantApprovals } from './approvals.ts'
import { plantCampaigns } from './campaigns.ts'
import { plantCertificates } from './certificates.ts'
import { leaveComments } from './comments.ts'
import { plantClocks } from './clocks.ts'
import { departmentRecords, productRecords, savedViewRecords, tagRecords, territoryRecords, userRecords } from './company.ts'
import { fitRenewals } from '../modules/renewals/index.ts'
import { refreshPurchaseTotals } from '../modules/sales/index.ts'
import { furnishWorkspace, loadActor } from '../modules/team/index.ts'
import { isShown, layDesks, type Desk } from './desk.ts'
import { plantDispatch } from './dispatch.ts'
import { plantDocuments } from './documents.ts'
import { plantDuplicates } from './duplicates.ts'
import { contactRecord, fileOf, filesOf, transactionRecord, type CustomerFile } from './file.ts'
import { plantOrders } from './orders.ts'
import { layoutOf, plansOf, type Layout } from './plan.ts'
import type { Planted } from './planted.ts'
import { plantLeads } from './leads.ts'
import { plantIndicators } from './indicators.ts'
import { layHoldings } from './holdings.ts'
import { plantPromotions } from './promotions.ts'
import { plantQuotes } from './quotes.ts'
import { layOutForms } from './layouts.ts'
import { plantOpportunities } from './opportunities.ts'
import { plantReports } from './reports.ts'
import { columnsOf, eventRowsOf, rowOf } from './rows.ts'
import { plantCalls } from './calls.ts'
import { plantComplaints } from './complaints.ts'
import { plantContracts } from './contracts.ts'
import { plantKnowledge } from './knowledge.ts'
import { plantPortal } from './portal.ts'
import { plantFollowUps } from './follow-ups.ts'
import { plantRequests } from './requests.ts'
import { plantSuggestions } from './suggestions.ts'
import { plantTargets } from './targets.ts'
import { plantTiers } from './tiers.ts'
import { administrator as head } from './words/cast.ts'
import { evaluateMonths, judgeSwitchingCosts } from './values.ts'
import { makeWorld, objectIn, type Sizes, type World } from './world.ts'

export const demoSignIn = { login: 'admin@guanxi.example', password: 'guanxi-demo' }

/** What a first start plants. */
export const demoSizes: Sizes = { customers: 2000, transactions: 36_000, interactions: 9000 }

const companyName = '远航集团 Yuanhang Group'

export interface PlantOptions {
  /** As the owner of the tables: COPY is not for roles that row-level security holds. */
  databaseUrl: string
  administrator: { email: string; password: string }
  sizes?: Sizes
  seed?: string
  /** The history of every record; without it a record begins with its next change. */
  withEvents?: boolean
  /** Told about every table, and about the progress of the long ones. */
  log?: (line: string) => void
}

export interface PlantReport {
  workspaceId: string
  rows: Record<string, number>
}

/** All or nothing: a start that is killed half-way leaves no half of a world. */
export async function plantDemoWorld(runtime: Runtime, options: PlantOptions): Promise<PlantReport> {
  const database = openDatabase({ url: options.databaseUrl, role: null, max: 2, statementTimeout: 0 })
  try {
    const workspace = { id: newId(), name: companyName, timeZone: 'Asia/Shanghai', currency: 'CNY' }
    const ctx = await runtime.contextFor({ workspace, actor: systemActor('setup'), language: 'zh' })
    return await transaction({ ...ctx, db: database.forWorkspace(workspace.id) }, (ctx) => plant(ctx, options))
  } finally {
    await database.close()
  }
}

async function plant(ctx: Context, options: PlantOptions): Promise<PlantReport> {
  const { email, password } = options.administrator
  const { name, title, user_name } = head
  const { workspaceId, userId, roles } = await furnishWorkspace(ctx, { administrator: { name, title, user_name, email, password }, isDemo: true })
  const world = makeWorld({
    seed: options.seed ?? 'yuanhang',
    sizes: options.sizes ?? demoSizes,
    now: ctx.clock.now(),
    timeZone: ctx.workspace.timeZone,
    administratorId: userId,
    objects: ctx.objects,
  })
  const layout = layoutOf(world)
  const desk = desksOf(world, layout)
  const withEvents = options.withEvents ?? true
  const sources = sourcesOf(world, { layout, desk, roles })
  const tables = [...Object.keys(sources).map((name) => objectIn(world, name).table), ...(withEvents ? ['events'] : [])]
  const isLarge = world.sizes.customers + world.sizes.transactions > 300_000
  const load = { tables, workspaceId, rebuildIndexes: isLarge, log: options.log }
  const rows = await ctx.db.withConnection((connection) =>
    bulkLoad(connection, load, async () => {
      const counted: Record<string, number> = {}
      const copy = async (table: string, columns: readonly string[], rows: Iterable<CopyValue[]>) => {
        const start = performance.now()
        counted[table] = await copyRows(connection, { table, columns, rows: counting(table, rows, options.log) })
        options.log?.(rateOf(table, counted[table], start))
      }
      for (const [name, records] of Object.entries(sources)) {
        const object = objectIn(world, name)
        await copy(object.table, columnsOf(object), rowsOf(world, workspaceId, name, records))
      }
      if (withEvents) await copy('events', eventColumns, eventsOf(world, workspaceId, sources))
      return counted
    }),
  )
  await updateRecord(ctx, objectOf(ctx, 'user'), userId, { department: world.departmentIds.get(head.department) }, { asSystem: true })
  await openAccounts(ctx)
  await continueNumbers(ctx, layout)
  await makePrivacyRules(ctx)
  await layOutForms(ctx, roles)
  await leaveComments(ctx, world, { id: userId, name })
  await plantCertificates(ctx)
  await plantCampaigns(ctx, world)
  await plantOpportunities(ctx, world, { withEvents })
  // A large world is for benches: its first search is measured, not made here.
  if (!isLarge && withEvents) await plantDuplicates(ctx)
  if (!isLarge && withEvents) {
    await plantLeads(ctx, world)
    await plantQuotes(ctx)
  }
  await plantClocks(ctx)
  const administrator = await loadActor(ctx.db, userId, ctx.clock.now())
  if (administrator) await layHoldings(ctx, { administrator, departments: world.departmentIds, customers: world.sizes.customers })
  if (!isLarge) await plantApprovals(ctx, world.departmentIds)
  if (administrator && !isLarge && withEvents) {
    await plantOrders(ctx, { administrator })
    await plantDocuments(ctx, administrator)
    await plantTargets(ctx, world)
    await plantReports(ctx, administrator)
    await plantRequests(ctx, { administrator })
    await plantFollowUps(ctx, { administrator })
    await plantComplaints(ctx, { administrator })
    await plantKnowledge(ctx, { administrator })
    await plantPortal(ctx)
    await plantDispatch(ctx, { administrator })
    await plantCalls(ctx, { administrator })
    await openAccounts(ctx)
    await plantPromotions(ctx, world)
    await plantContracts(ctx, world)
    await sumUpAgain(ctx)
  }
  await skipPlantedEvents(ctx)
  if (!isLarge && withEvents) {
    await evaluateMonths(ctx, world.today)
    await judgeSwitchingCosts(ctx)
    await plantSuggestions(ctx)
    await fitRenewals(ctx)
    if (administrator) await plantTiers(ctx, world, administrator)
    await plantIndicators(ctx, world)
  }
  return { workspaceId, rows }
}

/** Orders and refunds came after the files were summed up, and nobody listens to events that are planted. */
async function sumUpAgain(ctx: Context): Promise<void> {
  const buyers = await ctx.db.rows<{ id: string }>(
    sql`select c.id::text as id from customers c where c.workspace_id = ${sql.workspace}
      and c.total_amount <> (select coalesce(sum(t.amount), 0) from transactions t where t.workspace_id = ${sql.workspace} and t.customer_id = c.id and t.deleted_at is null)`,
  )
  await refreshPurchaseTotals(ctx, buyers.map(({ id }) => id))
}

type Sources = Record<string, () => Iterable<Planted>>

/** Every object's records in the order in which they can be written. A small world is made once, a large one anew for every table. */
function sourcesOf(world: World, options: { layout: Layout; desk: Desk; roles: Record<string, string> }): Sources {
  const { layout, desk, roles } = options
  const isSmall = world.sizes.customers <= 5000 && world.sizes.transactions <= 200_000
  const kept = isSmall ? [...filesOf(world, layout, desk)] : null
  const each = (make: (file: CustomerFile) => Iterable<Planted>) =>
    function* () {
      for (const file of kept ?? filesOf(world, layout, desk)) yield* make(file)
    }
  return {
    department: () => departmentRecords(world),
    territory: () => territoryRecords(world),
    user: () => userRecords(world, roles),
    product: () => productRecords(world),
    tag: () => tagRecords(world),
    saved_view: () => savedViewRecords(world),
    customer: each((file) => [file.customer()]),
    contact: each((file) => file.contacts().map((contact) => contactRecord(file.plan, contact))),
    preference: each((file) => file.preferences()),
    special_day: each((file) => file.specialDays()),
    relationship: each((file) => file.relationships()),
    consent: each((file) => file.consents()),
    interaction: each((file) => file.work().talks),
    task: each((file) => file.work().tasks),
    transaction: each((file) => file.lines().map((line) => transactionRecord(file.plan, line))),
  }
}

/** Says every so many rows how far it has come. */
function* counting(table: string, rows: Iterable<CopyValue[]>, log?: (line: string) => void): Generator<CopyValue[]> {
  const start = performance.now()
  let count = 0
  for (const row of rows) {
    yield row
    if (++count % rowsPerLine === 0) log?.(rateOf(table, count, start))
  }
}

const rowsPerLine = 500_000

function rateOf(table: string, count: number, start: number): string {
  const seconds = (performance.now() - start) / 1000
  const memory = Math.round(process.memoryUsage.rss() / 1_000_000)
  return `${table}: ${count} rows, ${seconds.toFixed(1)} s, ${Math.round(count / Math.max(seconds, 0.001))} rows/s, memory ${memory} MB`
}

function desksOf(world: World, layout: Layout): Desk {
  const none: Desk = new Map()
  function* shown() {
    for (const plan of plansOf(world, layout)) {
      if (isShown(world, plan.index)) yield { plan, standing: fileOf(world, plan, none).standing() }
    }
  }
  return layDesks(world, shown())
}

function* rowsOf(world: World, workspaceId: string, name: string, records: () => Iterable<Planted>): Generator<CopyValue[]> {
  const object = objectIn(world, name)
  for (const planted of records()) yield rowOf(object, workspaceId, planted)
}

function* eventsOf(world: World, workspaceId: string, sources: Sources): Generator<CopyValue[]> {
  for (const [name, records] of Object.entries(sources)) {
    const object = objectIn(world, name)
    for (const planted of records()) yield* eventRowsOf(object, workspaceId, planted)
  }
}

/** Everybody signs in with the demo password; one hash serves them all. */
async function openAccounts(ctx: Context): Promise<void> {
  const passwordHash = await hashPassword(demoSignIn.password)
  const now = ctx.clock.now()
  await ctx.db.rows(
    sql`insert into accounts (id, email, user_name, password_hash, created_at)
      select u.id, u.email, u.user_name, ${passwordHash}, ${now} from users u where u.workspace_id = ${sql.workspace} and u.account_id is null
      on conflict do nothing`,
  )
  await ctx.db.rows(
    sql`update users u set account_id = a.id from accounts a where u.workspace_id = ${sql.workspace} and u.account_id is null and lower(a.email) = lower(u.email)`,
  )
}

/** Rules of retention that one would begin with: one on, one to be looked at first. */
async function makePrivacyRules(ctx: Context): Promise<void> {
  const rule = objectOf(ctx, 'retention_rule')
  const rules = [
    { name: '潜在客户 18 个月无往来', object: 'customer', condition: { status: 'potential' }, months: 18, act: 'bin', mode: 'reviewed', is_active: true },
    { name: '个人客户 5 年无往来匿名化', object: 'customer', condition: { kind: 'person', tier: { in: ['c', 'potential'] } }, months: 60, act: 'anonymise', mode: 'reviewed', is_active: false },
  ]
  for (const values of rules) await createRecord(ctx, rule, values)
}

/** New customers take the numbers after those of the demo world. */
async function continueNumbers(ctx: Context, layout: Layout): Promise<void> {
  for (const { year, count } of layout.years) {
    await ctx.db.rows(
      sql`insert into number_sequences (workspace_id, name, last) values (${sql.workspace}, ${`customer.number.KH-${year}-#`}, ${count}::bigint)
        on conflict (workspace_id, name) do update set last = excluded.last`,
    )
  }
}

/** Totals, completeness and the like are planted as listeners would have left them: they begin after the planted events. */
async function skipPlantedEvents(ctx: Context): Promise<void> {
  for (const listener of ctx.registry.listeners) {
    await ctx.db.rows(
      sql`insert into event_positions (workspace_id, listener, tx, event_id)
        values (${sql.workspace}, ${listener.name}, pg_current_xact_id(), 'ffffffff-ffff-ffff-ffff-ffffffffffff')`,
    )
  }
}
