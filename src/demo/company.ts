/** The company itself as records: departments, people, products, tags. */
import type { Planted } from './planted.ts'
import { idAt, randomOf } from './random.ts'
import { departments, tags, territories } from './words/cast.ts'
import { views } from './words/views.ts'
import { dayLength, oldestFile, type World } from './world.ts'

export const mailDomain = 'yuanhang.example'

export function departmentRecords(world: World): Planted[] {
  return departments.map(({ key, name, parent }) => founding(world, 'department', idOf(world, key), { name, parent: parent ? idOf(world, parent) : null }))
}

export function territoryRecords(world: World): Planted[] {
  return territories.flatMap(({ name }) => {
    const id = world.territoryIds.get(name)
    return id ? [founding(world, 'territory', id, { name, parent: null })] : []
  })
}

/** Everybody but the administrator, whom the workspace begins with. */
export function userRecords(world: World, roles: Record<string, string>): Planted[] {
  return world.people.flatMap(({ id, spec }) => {
    if (!spec) return []
    const role = roles[spec.role]
    return [
      founding(world, 'user', id, {
        name: spec.name,
        email: `${spec.mail}@${mailDomain}`,
        user_name: spec.login,
        title: spec.title,
        department: idOf(world, spec.department),
        roles: role ? [role] : [],
        territories: [],
        is_active: true,
      }),
    ]
  })
}

export function productRecords(world: World): Planted[] {
  return world.products.map(({ id, code, name, category, unit, price, isActive, components = [] }) =>
    founding(world, 'product', id, { code, name, category, unit, price: `${price}.00`, kind: components.length > 0 ? 'bundle' : 'service', cost: null, tax_rate: 6, components: components.map(([part, quantity]) => ({ product: idOfProduct(world, part), quantity })), stock: null, is_active: isActive ?? true, remark: null }),
  )
}

function idOfProduct(world: World, code: string): string {
  const found = world.products.find((product) => product.code === code)
  if (!found) throw new Error(`There is no product ${code}`)
  return found.id
}

export function tagRecords(world: World): Planted[] {
  const random = randomOf(`${world.seed} tags`)
  return tags.map(([name, color, remark]) => founding(world, 'tag', idAt(founded(world), random), { name, color, remark }))
}

/** Ways to look at the lists that everybody in the company has. */
export function savedViewRecords(world: World): Planted[] {
  const random = randomOf(`${world.seed} views`)
  const owner = world.people[0]?.id ?? null
  const plain = { filter: {}, sort: '', columns: [], display: 'table', board_by: null, group_by: null, calendar_by: null, chart: null, is_shared: true, owner }
  return views.map((view) => founding(world, 'saved_view', idAt(founded(world), random), { ...plain, ...view }))
}

function founding(world: World, object: string, id: string, values: Planted['values']): Planted {
  return { object, id, createdAt: founded(world), createdBy: world.people[0] ?? null, values, changes: [] }
}

function founded(world: World): number {
  return world.startOfToday - oldestFile * dayLength
}

function idOf(world: World, key: string): string {
  const id = world.departmentIds.get(key)
  if (!id) throw new Error(`There is no department ${key}`)
  return id
}
