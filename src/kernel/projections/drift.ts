/** Whether the tables are what the definitions say: each field a column of its type, null where it may be empty. */
import pg from 'pg'
import { isNeverNull, type Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import type { Registry } from '../definitions/registry.ts'
import { isListColumn, typeOf } from '../fields/index.ts'

interface Column {
  table: string
  name: string
  type: string
  is_not_null: boolean
}

/** @throws Error naming every difference, with the mend. */
export async function refuseDrift(registry: Registry, databaseUrl: string): Promise<void> {
  const drift = driftOf(registry, await columnsOf(databaseUrl))
  if (drift.length > 0) throw new Error(`The tables differ from the definitions; add a migration:\n  ${drift.join('\n  ')}`)
}

async function columnsOf(databaseUrl: string): Promise<Column[]> {
  const connection = new pg.Client({ connectionString: databaseUrl })
  await connection.connect()
  try {
    const { rows } = await connection.query<Column>(`
      select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as is_not_null
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`)
    return rows
  } finally {
    await connection.end()
  }
}

const longNames: Record<string, string> = { timestamptz: 'timestamp with time zone' }

export function driftOf(registry: Registry, columns: readonly Column[]): string[] {
  const byName = new Map(columns.map((column) => [`${column.table}.${column.name}`, column]))
  return [...registry.objects.values(), ...registry.modules.flatMap(({ made }) => made?.shapes ?? [])].flatMap((object) => objectDrift(object, byName))
}

function objectDrift(object: ObjectDefinition, columns: Map<string, Column>): string[] {
  const drift = [...object.fields.values()].flatMap((field) => fieldDrift(object, field, columns))
  for (const name of ['workspace_id', 'deleted_at', 'custom', ...(object.search ? ['search_text'] : [])]) {
    if (!columns.has(`${object.table}.${name}`)) drift.push(`${object.table} lacks the column ${name}`)
  }
  return drift
}

function fieldDrift(object: ObjectDefinition, field: Field, columns: Map<string, Column>): string[] {
  const at = `${object.table}.${field.column}`
  const column = columns.get(at)
  const type = typeOf(field).column(field).replace(/^numeric\((\d+)\)$/, 'numeric($1,0)')
  if (!column) return [`${object.table} lacks the column ${field.column} ${type} of ${object.name}.${field.name}`]
  const wanted = longNames[type] ?? type
  const isVersion = field.name === 'version' && column.type === 'integer'
  if (column.type !== wanted && !isVersion) return [`${at} is ${column.type}, but ${object.name}.${field.name} wants ${wanted}`]
  const mustHave = isNeverNull(field) && !isStampOfSystem(field)
  if (mustHave && !column.is_not_null) return [`${at} may be null, but ${object.name}.${field.name} is required: set not null`]
  // A reference may lead by the record's own id, which is there though the record it leads to may not be.
  const isOwnId = field.column === 'id'
  if (!mustHave && !isOwnId && column.is_not_null && !isListColumn(field) && !isStampOfSystem(field)) return [`${at} is not null, but ${object.name}.${field.name} may be empty`]
  return field.pinyin && !columns.has(`${object.table}.${field.pinyin.full}`) ? [`${object.table} lacks the column ${field.pinyin.full}`] : []
}

/** Who created or changed a record is null for what was there before anybody. */
function isStampOfSystem(field: Field): boolean {
  return field.name === 'created_by' || field.name === 'updated_by'
}
