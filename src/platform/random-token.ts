import { createHash, randomBytes } from 'node:crypto'

/** 256 bits that nobody guesses, in letters that go into addresses and headers. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token: enough to know it again, worthless to whoever reads the table. Tokens are random, so no salt. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
