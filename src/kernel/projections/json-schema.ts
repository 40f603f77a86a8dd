/** An object as JSON Schema: what is sent and what is answered. Feeds OpenAPI. */
import type { Field } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { isReference, isReferences, typeOf } from '../fields/index.ts'

export function inputSchema(object: ObjectDefinition): { type: string; properties: object; required: string[]; additionalProperties: boolean } {
  const fields = [...object.fields.values()].filter((field) => !field.is_system && !field.readonly && !field.derived && !field.internal)
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(fields.map((field) => [field.name, { ...nullable(field, typeOf(field).jsonSchema(field)), description: describe(field) }])),
    required: fields.filter((field) => field.required && !field.filled && !field.follows_from && field.default === undefined && !typeOf(field).isNumbered).map((field) => field.name),
  }
}

export function recordSchema(object: ObjectDefinition): object {
  const fields = [...object.fields.values()].filter((field) => !field.internal)
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(fields.map((field) => [field.name, { ...nullable(field, readSchema(field)), description: describe(field) }])),
      can: { type: 'object', properties: { change: { type: 'boolean' }, delete: { type: 'boolean' } } },
    },
  }
}

export function listAnswerSchema(object: ObjectDefinition): object {
  return {
    type: 'object',
    properties: { data: { type: 'array', items: recordSchema(object) }, next_cursor: { type: ['string', 'null'] }, total: { type: ['integer', 'null'] } },
  }
}

function readSchema(field: Field): object {
  const named = { type: 'object', properties: { id: { type: 'string', format: 'uuid' }, name: { type: 'string' } } }
  if (isReference(field) && field.target) return named
  if (isReferences(field)) return { type: 'array', items: named }
  const type = typeOf(field)
  return type.readSchema?.(field) ?? type.jsonSchema(field)
}

function nullable(field: Field, schema: object): object {
  if (field.required || !('type' in schema)) return schema
  const widened = { ...schema, type: [schema.type, 'null'].flat() }
  return 'enum' in schema && Array.isArray(schema.enum) ? { ...widened, enum: [...schema.enum, null] } : widened
}

function describe(field: Field): string {
  return `${field.label.zh} ${field.label.en}${field.hint ? `. ${field.hint.en}` : ''}`
}
