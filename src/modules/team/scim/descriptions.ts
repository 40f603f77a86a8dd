/** What this server can do, as SCIM asks for it. */
import { root, schemas } from './answers.ts'

const meta = (resourceType: string, path: string) => ({ resourceType, location: `${root}/${path}` })

export const serviceProviderConfig = {
  schemas: [schemas.provider],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [{ type: 'oauthbearertoken', name: 'API key', description: 'A key with the scope scim, as a bearer token', primary: true }],
  meta: meta('ServiceProviderConfig', 'ServiceProviderConfig'),
}

const resourceType = (name: string, endpoint: string, description: string, schema: string) => ({
  schemas: [schemas.resourceType], id: name, name, endpoint, description, schema, meta: meta('ResourceType', `ResourceTypes/${name}`),
})

export const resourceTypes = [
  resourceType('User', '/Users', 'People who work here', schemas.user),
  resourceType('Group', '/Groups', 'Roles and who has them; a new one has no rights until an administrator gives it some', schemas.group),
]

const attribute = (name: string, type: string, more: object = {}) => ({
  name, type, multiValued: false, required: false, caseExact: false, mutability: 'readWrite', returned: 'default', uniqueness: 'none', ...more,
})

const multi = { multiValued: true }

export const schemaDescriptions = [
  {
    schemas: [schemas.schema],
    id: schemas.user,
    name: 'User',
    attributes: [
      attribute('userName', 'string', { required: true, uniqueness: 'server' }),
      attribute('displayName', 'string'),
      attribute('name', 'complex', { subAttributes: [attribute('formatted', 'string'), attribute('givenName', 'string', { returned: 'never' }), attribute('familyName', 'string', { returned: 'never' })] }),
      attribute('title', 'string'),
      attribute('active', 'boolean'),
      attribute('emails', 'complex', { ...multi, subAttributes: [attribute('value', 'string'), attribute('primary', 'boolean')] }),
      attribute('groups', 'complex', { ...multi, mutability: 'readOnly', subAttributes: [attribute('value', 'string'), attribute('display', 'string')] }),
    ],
    meta: meta('Schema', `Schemas/${schemas.user}`),
  },
  {
    schemas: [schemas.schema],
    id: schemas.group,
    name: 'Group',
    attributes: [
      attribute('displayName', 'string', { required: true, uniqueness: 'server' }),
      attribute('externalId', 'string', { caseExact: true }),
      attribute('members', 'complex', { ...multi, subAttributes: [attribute('value', 'string'), attribute('display', 'string')] }),
    ],
    meta: meta('Schema', `Schemas/${schemas.group}`),
  },
]
