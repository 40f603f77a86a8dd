/** What a directory does to groups. It makes roles that give nothing, and gives to people what administrators put into them. */
import { sql } from '../../../platform/db/sql.ts'
import { newId } from '../../../platform/ids.ts'
import { forbidden } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { markDeleted } from '../../../kernel/records/remove.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { ScimError } from './answers.ts'
import type { GroupInput } from './group-input.ts'
import { groupOf, type Group } from './groups.ts'

/** A role without rights, and who has it. Answers its id. @throws ScimError 409 where a role has this name. */
export async function createGroup(ctx: Context, { name, external_id, members }: Required<GroupInput>): Promise<string> {
  refuseWithoutPeople(ctx)
  await refuseTaken(ctx, name, null)
  const id = newId()
  const values = { key: `directory-${id.slice(-12)}`, name, grants: {}, is_from_directory: true, external_id }
  const role = await createRecord(ctx, objectOf(ctx, 'role'), values, { asSystem: true })
  await writeMembers(ctx, await groupOf(ctx, role.id), members)
  return role.id
}

/** What is not given stays. @throws ScimError 403 for a role that administers roles, 400 for another name of a role that was made here. */
export async function changeGroup(ctx: Context, group: Group, { name, external_id, members }: GroupInput): Promise<void> {
  refuseWithoutPeople(ctx)
  const isRenamed = name !== undefined && name !== group.name
  if (isRenamed && !group.is_from_directory) throw new ScimError(400, 'mutability', 'This role was made here and is named here')
  if (isRenamed) await refuseTaken(ctx, name, group.id)
  const changes = { ...(isRenamed ? { name } : {}), ...(external_id === undefined ? {} : { external_id }) }
  if (Object.keys(changes).length > 0) {
    refuseAdministering(group)
    await updateRecord(ctx, objectOf(ctx, 'role'), group.id, changes, { version: null, asSystem: true })
  }
  if (members) await writeMembers(ctx, group, members)
}

/** @throws ScimError 403 for a role that was made here or administers roles. */
export async function removeGroup(ctx: Context, group: Group): Promise<void> {
  refuseWithoutPeople(ctx)
  if (!group.is_from_directory) throw new ScimError(403, null, 'This role was made here and is removed here')
  refuseAdministering(group)
  await writeMembers(ctx, group, [])
  const role = objectOf(ctx, 'role')
  const { record, version } = await lockRecord(ctx, role, group.id, 'see')
  await markDeleted(ctx, role, { id: group.id, version, isDeleted: true, record })
}

/** Gives the role to those who lack it and takes it from those who have left the group; each is a change of that person. */
async function writeMembers(ctx: Context, group: Group, wanted: readonly string[]): Promise<void> {
  const [after, before] = [new Set(wanted), new Set(group.members.map(({ value }) => value))]
  const changed = [...[...after].filter((person) => !before.has(person)), ...[...before].filter((person) => !after.has(person))]
  if (changed.length === 0) return
  refuseAdministering(group)
  // Locked before they are read: a directory writes several groups of one person at once, and none of the roles is to be lost.
  const people = await ctx.db.rows<{ id: string; role_ids: string[] }>(
    sql`select u.id, u.role_ids from users u where u.workspace_id = ${sql.workspace} and u.id = any(${changed}::uuid[]) and u.deleted_at is null order by u.id for no key update of u`,
  )
  if (people.length < changed.length) throw new ScimError(400, 'invalidValue', 'A member is nobody here')
  const user = objectOf(ctx, 'user')
  // Each person is a record with a history of its own; a group has tens of members, not thousands.
  for (const person of people) {
    const others = person.role_ids.filter((role) => role !== group.id)
    // Roles are written only by who may change roles; a directory may not, but it may give those that administer none, also to administrators.
    await updateRecord(ctx, user, person.id, { roles: after.has(person.id) ? [...others, group.id] : others }, { version: null, asSystem: true })
  }
}

/** A key is worth no more than its owner, who may have been an administrator only when it was made. */
function refuseWithoutPeople(ctx: Context): void {
  if (verdictOf(ctx, 'user', 'change') === false) throw forbidden()
}

/** A directory makes nobody an administrator: its key would be worth as much as an administrator's password. */
function refuseAdministering({ administers_roles: administers }: Group): void {
  if (administers) throw new ScimError(403, null, 'Roles that administer roles are given on their page only')
}

async function refuseTaken(ctx: Context, name: string, but: string | null): Promise<void> {
  const taken = await ctx.db.rows(
    sql`select 1 from roles r where r.workspace_id = ${sql.workspace} and r.deleted_at is null and lower(r.name) = lower(${name}) and r.id is distinct from ${but}::uuid`,
  )
  if (taken.length > 0) throw new ScimError(409, 'uniqueness', 'There is a role of this name')
}
