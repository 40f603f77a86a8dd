/** SCIM 2.0: another system keeps the people and their roles in step. With the rights of the owner of a key that has the scope `scim`. */
import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { isId } from '../../../platform/ids.ts'
import { defineRoute, type Answer, type Route, type RouteRequest } from '../../../platform/http/route.ts'
import { sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { removeRecord } from '../../../kernel/records/remove.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { changeUser } from '../actions/change-user.ts'
import { createUser } from '../actions/create-user.ts'
import { answeringScim, listAnswer, root, scimAnswer, ScimError, type Page } from './answers.ts'
import { resourceTypes, schemaDescriptions, serviceProviderConfig } from './descriptions.ts'
import { parseFilter } from './filter.ts'
import { groupChange, groupOfBody } from './group-input.ts'
import { findGroups, groupFilters, groupOf, resourceOf, versionOf, type Group } from './groups.ts'
import { operationsOf, personChange, personOf, type PersonInput } from './input.ts'
import { findPeople, personFilters, personResource } from './people.ts'
import { changeGroup, createGroup, removeGroup } from './write-groups.ts'

type Handler = (ctx: Context, request: RouteRequest) => Promise<Answer>

const tag = 'SCIM'
/** Read by each route, which answers in SCIM's own words. */
const anything = z.looseObject({})

export const scimRoutes: Route<Context>[] = [
  scim('GET', '/ServiceProviderConfig', 'What this server can do', async () => scimAnswer(serviceProviderConfig)),
  scim('GET', '/ResourceTypes', 'Users and groups', async () => described(resourceTypes)),
  scim('GET', '/Schemas', 'Their attributes', async () => described(schemaDescriptions)),
  scim('GET', '/Users', 'People', async (ctx, { query }) => {
    const asked = listQuery(query)
    const { people, total } = await findPeople(ctx, parseFilter(asked.filter, personFilters), asked)
    return listAnswer(people, total, asked)
  }),
  scim('GET', '/Users/:id', 'One person', async (ctx, { params, headers }) => personAnswer(ctx, idIn(params), { headers })),
  scim('POST', '/Users', 'Enter a person', async (ctx, { body }) => {
    const id = await createUser(ctx, { ...personOf(body) })
    return personAnswer(ctx, id, { status: 201 })
  }),
  scim('PUT', '/Users/:id', 'Write a person anew', async (ctx, { params, body, headers }) => writePerson(ctx, idIn(params), personOf(body), headers)),
  scim('PATCH', '/Users/:id', 'Change a person; active false ends the sessions', async (ctx, { params, body, headers }) => writePerson(ctx, idIn(params), personChange(operationsOf(body)), headers)),
  scim('DELETE', '/Users/:id', 'Remove a person', async (ctx, { params }) => {
    const id = idIn(params)
    await removeRecord(ctx, objectOf(ctx, 'user'), id)
    await endSessionsOf(ctx, id)
    return { status: 204 }
  }),
  scim('GET', '/Groups', 'Roles', async (ctx, { query }) => {
    const asked = listQuery(query)
    const { groups, total } = await findGroups(ctx, parseFilter(asked.filter, groupFilters), asked, { withMembers: asked.excludedAttributes !== 'members' })
    return listAnswer(groups, total, asked)
  }),
  scim('GET', '/Groups/:id', 'One role and who has it', async (ctx, { params, query, headers }) => {
    const withMembers = listQuery(query).excludedAttributes !== 'members'
    return groupAnswer(ctx, idIn(params), { headers, withMembers })
  }),
  scim('POST', '/Groups', 'Make a role without rights, and say who has it', async (ctx, { body }) => {
    const id = await transaction(ctx, (ctx) => createGroup(ctx, groupOfBody(body)))
    return groupAnswer(ctx, id, { status: 201 })
  }),
  scim('PUT', '/Groups/:id', 'Write anew what a role is called and who has it', async (ctx, { params, body, headers }) => {
    const { name, ...rest } = groupOfBody(body)
    // A role that was made here keeps its name: what may not be written is passed over in a PUT (RFC 7644, 3.5.1).
    return writeGroup(ctx, idIn(params), headers, (ctx, group) => changeGroup(ctx, group, group.is_from_directory ? { name, ...rest } : rest))
  }),
  scim('PATCH', '/Groups/:id', 'Give and take a role, and name it', async (ctx, { params, body, headers }) =>
    writeGroup(ctx, idIn(params), headers, (ctx, group) => changeGroup(ctx, group, groupChange(group, operationsOf(body)))),
  ),
  scim('DELETE', '/Groups/:id', 'Remove a role that the directory made', async (ctx, { params, headers }) => {
    await changing(ctx, idIn(params), headers, removeGroup)
    return { status: 204 }
  }),
]

function scim(method: Route<Context>['method'], path: string, summary: string, handle: Handler): Route<Context> {
  return defineRoute({
    method, path: `${root}${path}`, guard: 'signed_in', tag, summary, query: anything,
    handle: (ctx: Context, request) =>
      answeringScim(ctx, () => {
        const isKey = ctx.actor.via?.kind === 'key' && ctx.actor.via.scopes.includes('scim')
        if (!isKey) throw new ScimError(403, null, 'A key with the scope scim is needed')
        return handle(ctx, request)
      }),
  })
}

function described(resources: object[]): Answer {
  return listAnswer(resources, resources.length, { startIndex: 1, count: resources.length })
}

const querySchema = z.object({
  filter: z.string().max(1000).optional(),
  startIndex: z.coerce.number().int().catch(1).default(1),
  count: z.coerce.number().int().catch(100).default(100),
  excludedAttributes: z.string().max(500).optional(),
})

/** Out of range is brought into it, as RFC 7644 (3.4.2.4) asks for. */
function listQuery(query: unknown): Page & { filter?: string; excludedAttributes?: string } {
  const { startIndex, count, ...rest } = querySchema.parse(query)
  return { ...rest, startIndex: Math.max(1, startIndex), count: Math.min(200, Math.max(0, count)) }
}

function idIn(params: Record<string, string>): string {
  if (!isId(params.id)) throw notFound()
  return params.id.toLowerCase()
}

async function personAnswer(ctx: Context, id: string, options: { status?: number; headers?: RouteRequest['headers'] } = {}): Promise<Answer> {
  const { resource, version } = await personResource(ctx, id)
  const etag = `W/"${version}"`
  if (options.headers?.['if-none-match'] === etag) return { status: 304, headers: { etag } }
  return scimAnswer(resource, { status: options.status, headers: { etag, location: `${root}/Users/${id}` } })
}

async function writePerson(ctx: Context, id: string, change: PersonInput, headers: RouteRequest['headers']): Promise<Answer> {
  const { is_active: wasActive } = await personResource(ctx, id)
  await changeUser(ctx, id, { ...change }, { version: versionIn(headers) })
  if (wasActive && change.is_active === false) await endSessionsOf(ctx, id)
  return personAnswer(ctx, id)
}

function versionIn(headers: RouteRequest['headers']): number | null {
  const header = headers['if-match']
  if (typeof header !== 'string' || header.trim() === '*') return null
  const [, version] = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim()) ?? []
  if (!version) throw new ScimError(412, null, 'If-Match is no version of this person')
  return Number(version)
}

/** Nobody is taken for that person any more in any case (loadActor); the rows go as well. */
async function endSessionsOf(ctx: Context, userId: string): Promise<void> {
  await ctx.db.rows(sql`delete from sessions s where s.workspace_id = ${sql.workspace} and s.user_id = ${userId}::uuid`)
}

async function groupAnswer(ctx: Context, id: string, options: { status?: number; headers?: RouteRequest['headers']; withMembers?: boolean } = {}): Promise<Answer> {
  const group = await groupOf(ctx, id)
  const etag = versionOf(group)
  if (options.headers?.['if-none-match'] === etag) return { status: 304, headers: { etag } }
  return scimAnswer(resourceOf(group, { withMembers: options.withMembers ?? true }), { status: options.status, headers: { etag, location: `${root}/Groups/${id}` } })
}

type GroupWork = (ctx: Context, group: Group) => Promise<void>

async function writeGroup(ctx: Context, id: string, headers: RouteRequest['headers'], work: GroupWork): Promise<Answer> {
  await changing(ctx, id, headers, work)
  return groupAnswer(ctx, id)
}

/** One after the other: who is a member is worked out from who was. */
async function changing(ctx: Context, id: string, headers: RouteRequest['headers'], work: GroupWork): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await lockRecord(ctx, objectOf(ctx, 'role'), id, 'see')
    const group = await groupOf(ctx, id)
    const wanted = headers['if-match']
    if (typeof wanted === 'string' && wanted.trim() !== '*' && wanted.trim() !== versionOf(group)) throw new ScimError(412, null, 'The group has changed meanwhile')
    await work(ctx, group)
  })
}
