/** Modules reach each other only if they say so, and never in a circle. */
import { placeOf } from './imports.ts'
import type { Problem, Source } from './source.ts'

export function checkModules(sources: Source[]): Problem[] {
  const manifests = new Map<string, Source>()
  for (const source of sources) {
    const name = /^src\/modules\/([^/]+)\/module\.ts$/.exec(source.path)?.[1]
    if (name) manifests.set(name, source)
  }
  return [...undeclared(sources, manifests), ...unknown(manifests), ...circles(manifests)]
}

function undeclared(sources: Source[], manifests: Map<string, Source>): Problem[] {
  return sources.flatMap((source) => {
    const from = placeOf(source.path)
    if (from.layer !== 'module' || !from.module || source.isTest) return []
    const needs = manifests.get(from.module)?.needs?.names ?? []
    return source.imports.flatMap((found) => {
      const to = placeOf(found.target ?? '')
      if (to.layer !== 'module' || !to.module || to.module === from.module || needs.includes(to.module)) return []
      return [{ path: source.path, line: found.line, rule: 'needs', message: `"${to.module}" is not in the needs of modules/${from.module}/module.ts` }]
    })
  })
}

function unknown(manifests: Map<string, Source>): Problem[] {
  return [...manifests.values()].flatMap((manifest) => {
    const wrong = (manifest.needs?.names ?? []).filter((name) => !manifests.has(name))
    return wrong.map((name) => ({ path: manifest.path, line: manifest.needs?.line ?? 1, rule: 'needs', message: `there is no module "${name}"` }))
  })
}

/** One problem for every module that can reach itself. */
function circles(manifests: Map<string, Source>): Problem[] {
  const needsOf = (name: string) => manifests.get(name)?.needs?.names ?? []
  return [...manifests].flatMap(([name, manifest]) => {
    const path = pathBetween(name, name, needsOf)
    if (!path) return []
    return [{ path: manifest.path, line: manifest.needs?.line ?? 1, rule: 'circle', message: [name, ...path].join(' -> ') }]
  })
}

function pathBetween(from: string, to: string, next: (name: string) => string[], seen = new Set<string>()): string[] | null {
  for (const name of next(from)) {
    if (name === to) return [name]
    if (seen.has(name)) continue
    seen.add(name)
    const rest = pathBetween(name, to, next, seen)
    if (rest) return [name, ...rest]
  }
  return null
}
