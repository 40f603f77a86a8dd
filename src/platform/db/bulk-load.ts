/** Loading many rows that a program vouches for: foreign keys are verified by whole tables at the end instead of row by row. */
import type pg from 'pg'

export interface BulkLoadOptions {
  /** Tables that rows go into, parents first. */
  tables: readonly string[]
  workspaceId: string
  /** Drop the indexes that no constraint needs and make them again afterwards: pays from some hundred thousand rows on. */
  rebuildIndexes?: boolean
  log?: (line: string) => void
}

/**
 * Runs `work` inside the transaction that `connection` is in. Checking a foreign key costs more than writing the row, three times
 * for a row with three of them; asked once for all rows it costs a join. Where the role may not set aside the checks (not a
 * superuser), rows are checked one by one as always.
 * @throws Error naming the constraint when rows point to nothing; the transaction is then to be rolled back.
 */
export async function bulkLoad<Result>(connection: pg.ClientBase, options: BulkLoadOptions, work: () => Promise<Result>): Promise<Result> {
  const { tables, workspaceId, log = () => {} } = options
  const areSetAside = await setChecksAside(connection)
  const indexes = options.rebuildIndexes ? await dropIndexes(connection, tables) : []
  const result = await work()
  for (const { name, definition } of indexes) {
    const start = Date.now()
    await connection.query(definition)
    log(`index ${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`)
  }
  for (const table of tables) await connection.query(`analyze "${table}"`)
  if (areSetAside) await connection.query('set local session_replication_role = origin')
  if (areSetAside) await verifyReferences(connection, { tables, workspaceId })
  return result
}

async function setChecksAside(connection: pg.ClientBase): Promise<boolean> {
  const { rows } = await connection.query<{ may: boolean }>(`select rolsuper as may from pg_roles where rolname = current_user`)
  if (!rows[0]?.may) return false
  await connection.query('set local session_replication_role = replica')
  return true
}

interface Index {
  name: string
  definition: string
}

/** Indexes behind primary keys and other constraints stay. */
async function dropIndexes(connection: pg.ClientBase, tables: readonly string[]): Promise<Index[]> {
  const { rows } = await connection.query<Index>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
      from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relname = any($1) and c.relnamespace = 'public'::regnamespace
        and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`,
    [tables],
  )
  for (const { name } of rows) await connection.query(`drop index ${name}`)
  await connection.query(`set local maintenance_work_mem = '512MB'`)
  await connection.query('set local max_parallel_maintenance_workers = 2')
  return rows
}

/** Rows of the workspace that point to nothing, one statement for each foreign key. */
export async function verifyReferences(connection: pg.ClientBase, options: { tables: readonly string[]; workspaceId: string }): Promise<void> {
  const { rows: keys } = await connection.query<{ name: string; child: string; parent: string; columns: string[]; targets: string[] }>(
    `select k.conname as name, c.relname as child, p.relname as parent,
        array(select a.attname::text from unnest(k.conkey) with ordinality x(num, n) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x.num order by n) as columns,
        array(select a.attname::text from unnest(k.confkey) with ordinality x(num, n) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = x.num order by n) as targets
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
      where k.contype = 'f' and c.relname = any($1)`,
    [options.tables],
  )
  for (const { name, child, parent, columns, targets } of keys) {
    const given = columns.map((column) => `c."${column}" is not null`).join(' and ')
    const same = columns.map((column, place) => `p."${targets[place]}" = c."${column}"`).join(' and ')
    const { rows } = await connection.query<{ lost: boolean }>(
      `select exists (select 1 from "${child}" c where c.workspace_id = $1 and ${given} and not exists (select 1 from "${parent}" p where ${same})) as lost`,
      [options.workspaceId],
    )
    if (rows[0]?.lost) throw new Error(`Rows of ${child} point to rows of ${parent} that are not there (${name})`)
  }
}
