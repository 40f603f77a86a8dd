import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { sql } from '../../platform/db/sql.ts'
import { dispositionOf } from '../../platform/http/disposition.ts'
import { partOf } from '../../platform/http/ranges.ts'
import { defineRoute, type Answer, type Route, type RouteRequest } from '../../platform/http/route.ts'
import { isShown } from '../../platform/media-type.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { pictureSides, smallerPicture, smallerType, type PictureSide } from '../../platform/smaller-picture.ts'
import { idOf } from '../api/record-routes.ts'
import type { Context } from '../context.ts'
import { mayHaveFile } from './file-access.ts'
import { fileFolder, keepFile, type FileStore, type KeptFile } from './keep-file.ts'

export function fileRoutes(store: FileStore): Route<Context>[] {
  return [
    defineRoute({
      method: 'POST', path: '/api/v1/files', guard: 'signed_in', tag: 'Files', summary: 'Upload one file (multipart: file), to be named in a record within a day',
      handle: async (ctx: Context, { raw }): Promise<Answer> => {
        const file = await keepFile(ctx, store, raw)
        return { status: 201, headers: { location: `/api/v1/files/${file.id}` }, body: { ...file, url: `/api/v1/files/${file.id}` } }
      },
    }),
    defineRoute({
      method: 'GET', path: '/api/v1/files/:id', guard: 'signed_in', tag: 'Files', summary: 'The content; parts of it with Range; of a picture a smaller one with size', isBytes: true,
      query: z.strictObject({ download: z.enum(['true', 'false']).default('false'), size: z.enum(Object.keys(pictureSides) as PictureSide[]).optional() }),
      handle: async (ctx: Context, { params, query, headers }) => {
        const file = await fileFor(ctx, idOf(params))
        const path = join(fileFolder(store.dataFolder, ctx.workspace.id), file.id)
        return query.size ? pictureAnswer(path, file, headers, query.size) : contentAnswer(path, file, headers, query.download === 'true')
      },
    }),
  ]
}

export interface FoundFile extends KeptFile {
  sha256: string
}

/**
 * A file as people outside of the company get it: a picture larger than a window is made anew, and so without what the camera wrote into it
 * (place, device); the rest as it is. Whether they may have it is for the caller to know.
 */
export async function fileAnswer(ctx: Context, store: FileStore, file: FoundFile, asked: RouteRequest['headers']): Promise<Answer> {
  const path = join(fileFolder(store.dataFolder, ctx.workspace.id), file.id)
  const picture = await smallerPicture(path, file.type, 'large')
  return picture && !picture.isWhole ? pictureAnswer(path, file, asked, 'large') : contentAnswer(path, file, asked, false)
}

/** @throws Problem 404 for what is not there and for what the caller may not have. */
async function fileFor(ctx: Context, id: string): Promise<FoundFile> {
  const [file] = await ctx.db.rows<FoundFile>(
    sql`select f.id, f.name, f.size, f.type, f.sha256 from files f where f.workspace_id = ${sql.workspace} and f.id = ${id}::uuid and ${mayHaveFile(ctx, 'f')}`,
  )
  if (!file) throw notFound()
  return file
}

/** @throws Problem 415 where there is no smaller picture, and none needed to be made: what is shown instead is the page's choice. */
async function pictureAnswer(path: string, file: FoundFile, asked: RouteRequest['headers'], side: PictureSide): Promise<Answer> {
  const picture = await smallerPicture(path, file.type, side)
  if (!picture) throw new Problem({ status: 415, code: 'no-picture', title: { zh: '没有可显示的图片', en: 'There is no picture to show' } })
  if (picture.isWhole) return contentAnswer(path, file, asked, false)
  return contentAnswer(picture.path, { ...file, type: smallerType, size: picture.size, sha256: `${file.sha256}-${side}` }, asked, false)
}

/** Pictures and PDF are shown, in a box without scripts; everything else is only saved. */
async function contentAnswer(path: string, file: FoundFile, asked: RouteRequest['headers'], isDownload: boolean): Promise<Answer> {
  const onDisk = await stat(path).catch(() => null)
  if (onDisk?.size !== file.size) throw notFound()
  const etag = `"${file.sha256}"`
  const isInline = isShown(file.type) && !isDownload
  const headers: Record<string, string> = {
    etag,
    'content-type': file.type === 'text/plain' ? 'text/plain; charset=utf-8' : file.type,
    'content-disposition': dispositionOf(isInline ? 'inline' : 'attachment', file.name),
    'content-security-policy': boxOf(file.type),
    'x-frame-options': 'SAMEORIGIN',
    // Rights are asked each time; unchanged content is not sent again.
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
  }
  if (textOf(asked['if-none-match']) === etag) return { status: 304, headers }
  const isStale = asked['if-range'] !== undefined && textOf(asked['if-range']) !== etag
  const part = isStale ? null : partOf(textOf(asked.range), file.size)
  if (part === 'unsatisfiable') return { status: 416, headers: { ...headers, 'content-range': `bytes */${file.size}` } }
  if (!part) return { headers: { ...headers, 'content-length': String(file.size) }, stream: createReadStream(path) }
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${part.start}-${part.end}/${file.size}`, 'content-length': String(part.end - part.start + 1) },
    stream: createReadStream(path, part),
  }
}

/** The viewer for PDF of browsers does not work in a sandbox; it runs no script of the file in our pages either way. */
function boxOf(type: string): string {
  const nothing = "default-src 'none'; frame-ancestors 'self'"
  return type === 'application/pdf' ? `${nothing}; object-src 'self'; style-src 'unsafe-inline'` : `${nothing}; sandbox`
}

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined
}
