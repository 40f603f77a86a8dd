import { modules } from '../app.ts'
import { buildRegistry } from '../kernel/definitions/registry.ts'
import { explainObject } from '../kernel/explain.ts'
import { readyRoles } from '../modules/team/index.ts'
import { CommandError } from './command-error.ts'

/** Prints all there is to know of one object: table, fields, rights, routes, actions, events, listeners. */
export async function run([name]: string[]): Promise<void> {
  const registry = buildRegistry(modules)
  const object = name ? (registry.objects.get(name) ?? [...registry.objects.values()].find((one) => one.plural === name || one.path === name)) : undefined
  if (!object) throw new CommandError(`Which object? ${[...registry.objects.keys()].join(', ')}`)
  console.log(explainObject(registry, object, readyRoles))
}
