/** Secrets that must be read again (unlike passwords) are kept encrypted: whoever gets hold of the database alone has nothing. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SecretBox {
  seal(text: string): string
  /** @throws Error for what was sealed with another key, or changed since. */
  open(sealed: string): string
}

/** @param options.secret of any length; without one the key is a file in the data folder, made at the first start and readable for the owner only. */
export function secretBox(options: { dataFolder: string; secret: string | null }): SecretBox {
  let known: Buffer | null = null
  const key = () => (known ??= createHash('sha256').update(options.secret ?? keyFile(options.dataFolder)).digest())
  return {
    seal: (text) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key(), nonce)
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, 12), { authTagLength: 16 })
      decipher.setAuthTag(bytes.subarray(-16))
      return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

function keyFile(folder: string): string {
  const path = join(folder, 'secret.key')
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    try {
      writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      // Another process of this folder was quicker; its key is the one.
      if (!existsSync(path)) throw error
    }
  }
  return readFileSync(path, 'utf8')
}
