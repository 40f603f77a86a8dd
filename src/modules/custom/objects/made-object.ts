/**
 * Objects that administrators made become the same `ObjectDefinition` as any other. Each has one of the ready tables to itself, so that
 * every statement, index and policy treats it like any other object (docs/decisions/custom-objects.md).
 */
import type { Db } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { byRole, through } from '../../../kernel/access/policy.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import type { MadeObject, MadeObjects } from '../../../kernel/definitions/made-objects.ts'
import { defineObject, type ObjectDefinition } from '../../../kernel/definitions/object.ts'

/** How many ready tables there are, and so how many objects a workspace can have of its own. */
export const readyTables = 30

/** The records by themselves, or records of customers; `part`: seen and changed by whoever sees and changes the customer. */
export type Belonging = 'none' | 'customer' | 'part'

/** Names of objects stand in statements as they are. */
export const keyPattern = /^[a-z][a-z0-9_]{0,30}$/

/** Names begin so that no object of a later version is ever called the same. */
const nameOf = (key: string) => `x_${key}`

interface Row {
  key: string
  place: number
  label_zh: string
  label_en: string
  plural_en: string
  hint_zh: string | null
  hint_en: string | null
  belonging: Belonging
  in_navigation: boolean
}

async function madeIn(db: Db): Promise<MadeObject[]> {
  const rows = await db.rows<Row>(
    sql`select o.key, o.place, o.label_zh, o.label_en, o.plural_en, o.hint_zh, o.hint_en, o.belonging, o.in_navigation from custom_objects o
      where o.workspace_id = ${sql.workspace} and o.deleted_at is null order by o.created_at, o.id`,
  )
  return rows.filter(({ key }) => keyPattern.test(key)).map((row) => ({ object: madeObject(row), policy: policyOf(row) }))
}

function policyOf({ key, belonging }: Row) {
  const name = nameOf(key)
  return belonging === 'part' ? through(name, 'customer', { writes: 'change' }) : byRole(name)
}

function madeObject(row: Row): ObjectDefinition {
  const name = nameOf(row.key)
  const label = { zh: row.label_zh, en: row.label_en }
  const isPart = row.belonging === 'part'
  const object = defineObject({
    name,
    plural: name,
    table: readyTable(row.place),
    label,
    plural_label: { zh: row.label_zh, en: row.plural_en },
    empty_hint: { zh: row.hint_zh ?? `还没有${row.label_zh}。`, en: row.hint_en ?? `No ${row.plural_en.toLowerCase()} yet.` },
    title: 'name',
    sort: '-created_at',
    owner: 'owner',
    is_shareable: !isPart,
    in_navigation: row.in_navigation,
    about: 'customer',
    timeline_at: 'created_at',
    fields: {
      number: field.sequence({ label: { zh: '编号', en: 'Number' }, required: true, unique: true, max_length: 60, format: `${row.key.slice(0, 3).toUpperCase()}-{000000}` }),
      name: field.text({ label: { zh: '名称', en: 'Name' }, personal: true, required: true, max_length: 300, pinyin: { full: 'name_pinyin', initials: 'name_initials' } }),
      customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: isPart, lives_with: true }),
      owner: field.person({ label: { zh: '负责人', en: 'Owner' }, default: '@me' }),
    },
    panels: [{ key: 'main', label, fields: ['name', 'number', 'customer', 'owner'] }],
    views: [
      { key: 'all', label: { zh: '全部', en: 'All' } },
      { key: 'mine', label: { zh: '我负责的', en: 'Mine' }, filter: { owner: '@me' } },
    ],
    search: { fields: ['name', 'number'], subtitle: ['number'] },
  })
  return row.belonging === 'none' ? withoutCustomer(object) : object
}

/** The column stays empty. */
function withoutCustomer(object: ObjectDefinition): ObjectDefinition {
  const fields = new Map(object.fields)
  fields.delete('customer')
  return { ...object, fields, about: null, timeline_at: null, panels: object.panels.map((panel) => ({ ...panel, fields: panel.fields.filter((name) => fields.has(name)) })) }
}

function readyTable(place: number): string {
  return `custom_records_${String(place).padStart(2, '0')}`
}

const unknown: Row = { key: 'made', place: 1, label_zh: '自定义对象的记录', label_en: 'Record of a custom object', plural_en: 'Records of custom objects', hint_zh: null, hint_en: null, belonging: 'customer', in_navigation: false }

export const madeObjects: MadeObjects = {
  said_by: 'custom_object',
  path_prefix: 'x-',
  example: madeObject(unknown),
  shapes: Array.from({ length: readyTables }, (_, at) => madeObject({ ...unknown, place: at + 1 })),
  in: madeIn,
}
