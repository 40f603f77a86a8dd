/** What directories send of groups: whole ones, and the operations of a PATCH (RFC 7644, 3.5.2), as Entra ID and Okta write them. */
import { z } from 'zod'
import { ScimError } from './answers.ts'
import { parse, type Operation } from './input.ts'
import type { Group } from './groups.ts'

/** Left out is not changed. */
export interface GroupInput {
  name?: string
  external_id?: string | null
  members?: string[]
}

const members = z.array(z.object({ value: z.uuid() })).max(10_000)
const shape = z.object({ displayName: z.string().trim().min(1).max(100), externalId: z.string().max(500).nullish(), members: members.nullish() })

/** A whole group, as for POST and PUT: who is not named is no member. */
export function groupOfBody(body: unknown): Required<GroupInput> {
  const { displayName, externalId, members } = parse(shape, body)
  return { name: displayName, external_id: externalId ?? null, members: idsOf(members ?? []) }
}

/** @throws ScimError 400 for what a group here does not have. */
export function groupChange(group: Group, operations: readonly Operation[]): GroupInput {
  const change: GroupInput = {}
  for (const { op, path, value } of operations) {
    if (path !== undefined) applyTo(group, change, { op, path, value })
    else if (op === 'remove') throw new ScimError(400, 'noTarget', 'What is removed is named by a path')
    else for (const [name, each] of Object.entries(parse(z.record(z.string(), z.unknown()), value))) applyTo(group, change, { op, path: name, value: each })
  }
  return change
}

function applyTo(group: Group, change: GroupInput, { op, path, value }: Required<Pick<Operation, 'op' | 'path'>> & Pick<Operation, 'value'>): void {
  const single = /^members\[value eq "([^"]+)"\]$/i.exec(path)?.[1]
  const name = single === undefined ? path.toLowerCase().replace(/^urn:ietf:params:scim:schemas:core:2\.0:group:/, '') : 'members'
  switch (name) {
    case 'displayname':
      if (op === 'remove') throw new ScimError(400, 'mutability', 'A group has a name')
      change.name = parse(shape.shape.displayName, value)
      return
    case 'externalid':
      change.external_id = op === 'remove' ? null : (parse(shape.shape.externalId, value) ?? null)
      return
    case 'members': {
      const before = change.members ?? group.members.map((member) => member.value)
      change.members = membersAfter(before, op, single === undefined ? (value ?? null) : [{ value: single }])
      return
    }
    case 'id':
    case 'schemas':
      // Okta says the id it means once more.
      if (name === 'schemas' || value === group.id) return
  }
  throw new ScimError(400, 'invalidPath', `There is no ${path.slice(0, 100)} of a group here`)
}

function membersAfter(before: readonly string[], op: Operation['op'], value: unknown): string[] {
  if (op === 'remove' && value === null) return []
  const given = value === null ? [] : idsOf(parse(members, Array.isArray(value) ? value : [value]))
  if (op === 'replace') return given
  return op === 'add' ? [...new Set([...before, ...given])] : before.filter((id) => !given.includes(id))
}

function idsOf(given: z.infer<typeof members>): string[] {
  return [...new Set(given.map(({ value }) => value.toLowerCase()))]
}
