/** Files that come with a request: streamed to the disk, never held in memory. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile, MultipartValue } from '@fastify/multipart'
import { malformed, Problem } from '../problems.ts'

export interface Upload {
  /** The other parts of the form. */
  fields: Record<string, string>
  /** Name as the sender calls it, without folders. */
  fileName: string
  size: number
  /** Of the content, in hexadecimal. */
  sha256: string
}

interface MultipartRequest {
  isMultipart(): boolean
  parts(options?: { limits: { fileSize?: number } }): AsyncIterableIterator<MultipartFile | MultipartValue>
}

/**
 * Writes the one file of a multipart request to `path`. When anything is wrong, no file is left.
 * @param options.limit of the file in bytes, where it is less than the server's
 * @throws Problem 415 for another kind of body, 400 for a broken one or one without a file, 413 for too large a file.
 */
export async function receiveUpload(raw: unknown, path: string, options: { limit?: number } = {}): Promise<Upload> {
  if (!isMultipart(raw)) throw new Problem({ status: 415, code: 'unsupported-media-type', title: { zh: '请以 multipart/form-data 上传文件', en: 'Send the file as multipart/form-data' } })
  const upload: Upload = { fields: {}, fileName: '', size: -1, sha256: '' }
  try {
    for await (const part of raw.parts(options.limit === undefined ? undefined : { limits: { fileSize: options.limit } })) {
      if (part.type === 'file') await keepFile(part, path, upload)
      else upload.fields[part.fieldname] = String(part.value)
    }
    if (upload.size < 0) throw malformed({ zh: '请求中没有文件', en: 'The request has no file' })
    return upload
  } catch (error) {
    await rm(path, { force: true })
    throw told(error) ? error : malformed({ zh: '上传的内容不完整或格式错误', en: 'The upload is incomplete or broken' })
  }
}

async function keepFile(part: MultipartFile, path: string, upload: Upload): Promise<void> {
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  // On the disk before anybody is told that it is kept.
  const out = createWriteStream(path, { mode: 0o600, flush: true })
  await pipeline(part.file, hashing, out)
  upload.sha256 = hash.digest('hex')
  upload.fileName = (part.filename ?? '').split(/[\\/]/).at(-1)?.replaceAll('\0', '').toWellFormed().slice(0, 300) ?? ''
  upload.size = out.bytesWritten
}

function isMultipart(raw: unknown): raw is MultipartRequest {
  return typeof raw === 'object' && raw !== null && 'isMultipart' in raw && typeof raw.isMultipart === 'function' && raw.isMultipart() === true
}

/** Errors that have an answer of their own: problems, and limits of the form. */
function told(error: unknown): boolean {
  return error instanceof Problem || (error instanceof Error && 'statusCode' in error) || (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
}
