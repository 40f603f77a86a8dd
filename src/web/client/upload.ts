/** Sends a file with its progress, which fetch does not tell. */
import { ProblemError } from './api.ts'
import { currentLanguage } from './i18n.ts'

export interface KeptFile {
  id: string
  name: string
  size: number
  type: string
}

/** @param options.path where files go that are not of a person at the desk. @throws ProblemError; status 0 where the server is not reached. Aborted, it never ends. */
export function uploadFile(file: File, options: { path?: string; onProgress(share: number): void; signal: AbortSignal }): Promise<KeptFile> {
  const request = new XMLHttpRequest()
  const done = Promise.withResolvers<KeptFile>()
  request.open('POST', `/api/v1${options.path ?? '/files'}`)
  request.responseType = 'json'
  request.setRequestHeader('accept-language', currentLanguage())
  request.upload.addEventListener('progress', (event) => event.lengthComputable && options.onProgress(event.loaded / event.total))
  request.addEventListener('load', () => {
    // The server's own answer: a file, or a problem.
    const answer: unknown = request.response
    if (request.status === 201 && isKeptFile(answer)) done.resolve(answer)
    else done.reject(new ProblemError(request.status, typeof answer === 'object' && answer !== null ? { ...answer } : {}))
  })
  request.addEventListener('error', () => done.reject(new ProblemError(0, {})))
  options.signal.addEventListener('abort', () => request.abort())
  const form = new FormData()
  form.set('file', file, file.name)
  request.send(form)
  return done.promise
}

export function isKeptFile(value: unknown): value is KeptFile {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && 'name' in value && typeof value.name === 'string'
}

/** Of a picture as large as it is shown; 415 where there is none. */
export function pictureUrl(file: KeptFile, size: 'small' | 'large'): string {
  return `${fileUrl(file)}?size=${size}`
}

export function fileUrl(file: KeptFile, isDownload = false): string {
  return `/api/v1/files/${file.id}${isDownload ? '?download=true' : ''}`
}
