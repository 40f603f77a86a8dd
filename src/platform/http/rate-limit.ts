/**
 * How much one address, one person and one key may ask for: a bucket of tokens each, in the memory of this process. A minute's
 * worth may come at once; the bucket fills again evenly.
 */
import { Problem } from '../problems.ts'

/** Requests a minute; 0: as many as they like. */
export interface Rates {
  address: number
  person: number
  key: number
}

/** Whom a request is counted for. */
export interface Subject {
  kind: keyof Rates
  id: string
}

export interface RateLimiter {
  /**
   * Takes one token and answers the headers that tell how many are left (draft-ietf-httpapi-ratelimit-headers).
   * @throws Problem 429 with the seconds until there is one again.
   */
  take(subject: Subject): Record<string, string>
}

interface Bucket {
  tokens: number
  at: number
}

const minute = 60_000
/** Whoever was not heard of for long is forgotten first: with a full bucket nothing is lost. */
const mostBuckets = 50_000

/** @param now milliseconds that never go back. */
export function createRateLimiter(rates: Rates, now: () => number = () => performance.now()): RateLimiter {
  const buckets = new Map<string, Bucket>()
  return {
    take: ({ kind, id }) => {
      const quota = rates[kind]
      if (quota <= 0) return {}
      const at = now()
      const name = `${kind} ${id}`
      const known = buckets.get(name)
      const tokens = known ? Math.min(quota, known.tokens + ((at - known.at) * quota) / minute) : quota
      const left = tokens >= 1 ? tokens - 1 : tokens
      buckets.delete(name)
      buckets.set(name, { tokens: left, at })
      if (buckets.size > mostBuckets) forgetOldest(buckets)
      const seconds = Math.ceil(((1 - (left % 1)) * 60) / quota)
      const headers = { 'ratelimit-policy': `"${kind}";q=${quota};w=60`, ratelimit: `"${kind}";r=${Math.floor(left)};t=${seconds}` }
      if (tokens < 1) throw tooMany({ ...headers, 'retry-after': String(seconds) })
      return headers
    },
  }
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const oldest = buckets.keys().next()
  if (!oldest.done) buckets.delete(oldest.value)
}

function tooMany(headers: Record<string, string>): Problem {
  const seconds = headers['retry-after']
  const title = { zh: `请求过于频繁，请在 ${seconds} 秒后再试`, en: `Too many requests; try again in ${seconds} s` }
  return new Problem({ status: 429, code: 'too-many-requests', title, headers })
}
