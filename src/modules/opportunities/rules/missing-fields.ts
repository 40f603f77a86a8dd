import { issue, type Issue } from '../../../platform/problems.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'

/** What a stage asks for and the opportunity does not have yet, each with its place. */
export function missingFor(object: ObjectDefinition, record: Record<string, Value>, stage: { name: string; required_fields: readonly string[] }): Issue[] {
  return stage.required_fields.flatMap((name) => {
    const field = object.fields.get(name)
    if (!field || !isEmpty(record[name])) return []
    return [issue(name, 'required', `进入“${stage.name}”前请填写${field.label.zh}`, `${field.label.en} is required before "${stage.name}"`)]
  })
}

function isEmpty(value: Value | undefined): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
