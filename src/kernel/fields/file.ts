/**
 * Kept files: an upload answers an id, a record is given ids and keeps { id, name, size, type } of each (files/attach.ts puts
 * the rest to the id). None of these ever changes, so lists and histories need not look the file up.
 */
import { isId } from '../../platform/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import type { FieldType, Parsed, Value } from '../definitions/field.ts'
import { bad, isTrue, likeText, parseEach, textOf } from './condition.ts'

const most = 100

export const file: FieldType = {
  name: 'file',
  column: () => 'jsonb',
  holdsFiles: true,
  parse: (input, field) => (field.many ? parseEach(input, most, parseOne) : parseOne(input)),
  jsonSchema: (field) => (field.many ? { type: 'array', maxItems: most, items: idSchema } : idSchema),
  readSchema: (field) => (field.many ? { type: 'array', items: answerSchema } : answerSchema),
  operators: ['contains', 'is_empty'],
  sortable: false,
  same: (a, b) => JSON.stringify(idsOf(a)) === JSON.stringify(idsOf(b)),
  stored: (column) => column,
  read: (column) => sql`case when ${column} = '[]'::jsonb then ${column} else with_file_urls(${column}) end`,
  parameter: (value, field) => (value === null && !field.many ? null : JSON.stringify(value ?? [])),
  condition: (column, operator, operand) => {
    if (operator === 'contains') return sql`jsonb_path_query_array(${column}, '$.name')::text ilike ${`%${likeText(textOf(operand))}%`}`
    const empty = sql`(${column} is null or ${column} = '[]'::jsonb)`
    return isTrue(operand) ? empty : sql`not ${empty}`
  },
  // A table cannot carry files: it names them.
  importText: () => bad('not_in_tables', '文件不能通过表格导入', 'Files cannot come with a table'),
  exportText: (value) => namesOf(value).join('; '),
  sample: (_random, field) => (field.many ? [] : null),
}

const idSchema = { type: 'string', format: 'uuid' }
const answerSchema = {
  type: 'object',
  properties: { id: idSchema, name: { type: 'string' }, size: { type: 'integer' }, type: { type: 'string' }, url: { type: 'string' } },
}

/** An id, or the whole of what was read. */
function parseOne(input: unknown): Parsed {
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : input
  return isId(id) ? { value: { id: id.toLowerCase() } } : bad('invalid_file', '此处应为已上传文件的编号', 'The id of an uploaded file is expected here')
}

/** Ids of the files in a stored value, one or several, in their order. */
export function idsOf(value: Value): string[] {
  return [value].flat().flatMap((one) => (typeof one === 'object' && one !== null && !Array.isArray(one) && typeof one.id === 'string' ? [one.id] : []))
}

function namesOf(value: Value): string[] {
  return [value].flat().flatMap((one) => (typeof one === 'object' && one !== null && !Array.isArray(one) && typeof one.name === 'string' ? [one.name] : []))
}
