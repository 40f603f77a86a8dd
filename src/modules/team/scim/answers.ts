/** How SCIM speaks (RFC 7643, 7644): its media type, its errors, its lists. */
import { asProblem } from '../../../platform/http/problem-answer.ts'
import type { Answer } from '../../../platform/http/route.ts'
import type { Context } from '../../../kernel/context.ts'

const urn = 'urn:ietf:params:scim'
export const schemas = {
  user: `${urn}:schemas:core:2.0:User`,
  group: `${urn}:schemas:core:2.0:Group`,
  list: `${urn}:api:messages:2.0:ListResponse`,
  patch: `${urn}:api:messages:2.0:PatchOp`,
  error: `${urn}:api:messages:2.0:Error`,
  provider: `${urn}:schemas:core:2.0:ServiceProviderConfig`,
  resourceType: `${urn}:schemas:core:2.0:ResourceType`,
  schema: `${urn}:schemas:core:2.0:Schema`,
}
export const root = '/scim/v2'
export const mediaType = 'application/scim+json; charset=utf-8'

export class ScimError extends Error {
  readonly status: number
  readonly scimType: string | null

  constructor(status: number, scimType: string | null, detail: string) {
    super(detail)
    this.name = 'ScimError'
    this.status = status
    this.scimType = scimType
  }
}

export function scimAnswer(body: unknown, options: { status?: number; headers?: Record<string, string> } = {}): Answer {
  return { status: options.status ?? 200, headers: { 'content-type': mediaType, ...options.headers }, body }
}

/** Whatever goes wrong is told the way SCIM tells it; what nobody expected still goes to the log as a failure. */
export async function answeringScim(ctx: Context, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ScimError) return errorAnswer(error.status, error.scimType, error.message)
    const problem = asProblem(error)
    if (problem.status >= 500) throw error
    // A value that is not right is 400 here; what collides is called by its name.
    const words = problem.issues.map(({ path, message }) => `${path}: ${message.en}`).join('; ') || problem.title[ctx.language]
    if (problem.code === 'not-unique') return errorAnswer(409, 'uniqueness', words)
    return problem.status === 422 ? errorAnswer(400, 'invalidValue', words) : errorAnswer(problem.status, null, words)
  }
}

function errorAnswer(status: number, scimType: string | null, detail: string): Answer {
  return scimAnswer({ schemas: [schemas.error], status: String(status), ...(scimType ? { scimType } : {}), detail }, { status })
}

export interface Page {
  startIndex: number
  count: number
}

export function listAnswer(resources: unknown[], total: number, page: Page): Answer {
  return scimAnswer({ schemas: [schemas.list], totalResults: total, startIndex: page.startIndex, itemsPerPage: resources.length, Resources: resources })
}
