import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the parameters of the OWASP password storage cheat sheet (19 MiB, two passes, one lane). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

/** Takes as long for somebody who does not exist as for a wrong password. */
export async function isPasswordRight(password: string, passwordHash: string | null): Promise<boolean> {
  const against = passwordHash ?? (await placeholder)
  const isRight = await verify(against, password).catch(() => false)
  return passwordHash !== null && isRight
}

const placeholder = hashPassword('nobody has this password')
