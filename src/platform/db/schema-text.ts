/** The schema as text a person reads: what all migrations together come to. db/schema.sql is this text. */
import pg from 'pg'

/** Tables, indexes, statistics, constraints and functions of the schema `public`, in order of name. */
export async function schemaText(url: string): Promise<string> {
  const connection = new pg.Client({ connectionString: url })
  await connection.connect()
  try {
    const tables = await connection.query<{ name: string; columns: string[]; constraints: string[]; indexes: string[]; is_protected: boolean }>(tableQuery)
    const functions = await connection.query<{ text: string }>(functionQuery)
    return [
      '-- What the migrations come to. Written by `bin/db schema`; a test fails when it is out of date.',
      ...functions.rows.map(({ text }) => `${text.trim()};`),
      ...tables.rows.map(tableText),
      '',
    ].join('\n\n')
  } finally {
    await connection.end()
  }
}

function tableText(table: { name: string; columns: string[]; constraints: string[]; indexes: string[]; is_protected: boolean }): string {
  const lines = [...table.columns, ...table.constraints].map((line) => `  ${line}`)
  return [
    `create table ${table.name} (\n${lines.join(',\n')}\n);`,
    ...(table.is_protected ? [`alter table ${table.name} enable row level security; -- policy own_workspace`] : []),
    ...table.indexes.map((index) => `${index.replaceAll('public.', '')};`),
  ].join('\n')
}

const tableQuery = `
  select c.relname as name, c.relrowsecurity as is_protected,
    array(select format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
        case when a.attgenerated = 's' then format(' generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid))
          when d.adbin is not null then format(' default %s', pg_get_expr(d.adbin, d.adrelid)) else '' end)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
    array(select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'f', 'c') order by k.contype desc, k.conname) as constraints,
    array(select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class n on n.oid = i.indexrelid
      where i.indrelid = c.oid and not i.indisprimary order by n.relname)
      || array(select pg_get_statisticsobjdef(s.oid) from pg_statistic_ext s where s.stxrelid = c.oid order by s.stxname) as indexes
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`

const functionQuery = `
  select pg_get_functiondef(p.oid) as text from pg_proc p
  where p.pronamespace = 'public'::regnamespace and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by p.proname`
