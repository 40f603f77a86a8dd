/** What is wrong with a layout, seen from the fields of its object. */
import { issue, type Issue } from '../../../platform/problems.ts'
import type { Field } from '../../../kernel/definitions/field.ts'
import { isNeeded, type Layout } from '../../../kernel/definitions/layouts.ts'

/** @param fields those that may be laid out, by name. */
export function layoutFaults({ panels, left_out: leftOut }: Pick<Layout, 'panels' | 'left_out'>, fields: ReadonlyMap<string, Field>): Issue[] {
  const seen = new Set<string>()
  const placed = [...panels.flatMap((panel, at) => panel.fields.map((name, place) => ({ name, path: `panels[${at}].fields[${place}]`, isLeftOut: false }))), ...leftOut.map((name, place) => ({ name, path: `left_out[${place}]`, isLeftOut: true }))]
  return placed.flatMap(({ name, path, isLeftOut }) => {
    const field = fields.get(name)
    if (!field) return [issue(path, 'unknown_field', `没有这个字段：${name}`, `There is no field ${name}`)]
    const isAgain = seen.has(name)
    seen.add(name)
    const { zh, en } = field.label
    if (isAgain) return [issue(path, 'twice', `“${zh}”放了两次`, `${en} stands there twice`)]
    if (isLeftOut && isNeeded(field)) return [issue(path, 'needed', `“${zh}”必填且没有默认值，不能不显示`, `${en} is required and has no default: it cannot be left out`)]
    return []
  })
}
