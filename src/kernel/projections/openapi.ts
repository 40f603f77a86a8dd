/** OpenAPI 3.1 from the routes that serve. Of two with one method and path the last is described. */
import { z } from 'zod'
import type { Route } from '../../platform/http/route.ts'

export function openApiOf<Ctx>(routes: readonly Route<Ctx>[], version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:([a-z_]+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, path) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Guanxi 关系', version, description: 'One interface for the web app, for other programs and for assistants.' },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'guanxi_session' } },
    },
    security: [{ session: [] }],
  }
}

function operationOf<Ctx>(route: Route<Ctx>, path: string): object {
  const pathParameters = [...path.matchAll(/\{([a-z_]+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const body = route.bodySchema ?? (route.body ? z.toJSONSchema(route.body, { io: 'input', unrepresentable: 'any' }) : null)
  return {
    operationId: `${route.method.toLowerCase()}${path.replace('/api/v1', '').replace(/[^a-z0-9]+(.)?/gi, (_, next: string | undefined) => (next ?? '').toUpperCase())}`,
    tags: [route.tag],
    summary: route.summary,
    parameters: [...pathParameters, ...queryParameters(route)],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      '2XX': { description: 'Done', content: { 'application/json': { schema: route.answerSchema ?? {} } } },
      default: { description: 'Problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
    ...(route.guard === 'public' ? { security: [] } : {}),
  }
}

function queryParameters<Ctx>(route: Route<Ctx>): object[] {
  if (!route.query) return []
  const schema = z.toJSONSchema(route.query, { io: 'input', unrepresentable: 'any' })
  const required = new Set(schema.required ?? [])
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({ name, in: 'query', required: required.has(name), schema: property }))
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } } },
    },
  },
}
