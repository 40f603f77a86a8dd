/** An upload becomes a file: content in the data folder under the id, the rest in the table. */
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { barePicture } from '../../platform/bare-picture.ts'
import { Broken } from '../../platform/picture-pieces.ts'
import { megabyte } from '../../platform/config.ts'
import { sql } from '../../platform/db/sql.ts'
import { receiveUpload } from '../../platform/http/upload.ts'
import { newId } from '../../platform/ids.ts'
import { mediaTypeOf } from '../../platform/media-type.ts'
import { forbidden, malformed, Problem } from '../../platform/problems.ts'
import { verdictOf } from '../access/policy.ts'
import type { Context } from '../context.ts'
import { holdsFiles } from '../fields/index.ts'

export interface KeptFile {
  id: string
  name: string
  size: number
  type: string
}

export interface FileStore {
  dataFolder: string
  /** Largest file, in bytes. */
  limit: number
}

export function fileFolder(dataFolder: string, workspaceId: string): string {
  return join(dataFolder, 'files', workspaceId)
}

/**
 * What is cut off leaves at most a `.part`, which the daily work removes. The name on the disk says nothing of the sender's.
 * @throws Problem 403, 400, 413, 415 for programs, 507 where the disk is full.
 */
export async function keepFile(ctx: Context, store: FileStore, raw: unknown): Promise<KeptFile> {
  if (!mayAttach(ctx)) throw forbidden()
  const folder = fileFolder(store.dataFolder, ctx.workspace.id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const id = newId()
  const part = join(folder, `${id}.part`)
  const path = join(folder, id)
  const upload = await receiveUpload(raw, part, { limit: store.limit }).catch((error: unknown) => {
    throw isTooLarge(error) ? tooLarge(store.limit) : error
  })
  try {
    if (upload.size === 0) throw malformed({ zh: '文件是空的', en: 'The file is empty' })
    const type = await mediaTypeOf(part, upload.fileName)
    // Where a picture was taken is nobody's business: neither of customers nor of engineers.
    const { size, sha256 } = (await bared(part, type)) ?? upload
    const file = { id, name: cleanName(upload.fileName), size, type }
    await rename(part, path)
    await ctx.db.rows(
      sql`insert into files (workspace_id, id, created_at, created_by, name, size, type, sha256)
        values (${sql.workspace}, ${id}, ${ctx.clock.now()}, ${ctx.actor.id}, ${file.name}, ${file.size}, ${file.type}, ${sha256})`,
    )
    return file
  } catch (error) {
    await Promise.all([rm(part, { force: true }), rm(path, { force: true })])
    throw error
  }
}

/** @throws Problem 422 for a picture so broken that nobody can say what it tells besides what it shows */
async function bared(path: string, type: string): ReturnType<typeof barePicture> {
  return barePicture(path, type).catch((error: unknown) => {
    throw error instanceof Broken ? brokenPicture() : error
  })
}

function brokenPicture(): Problem {
  return new Problem({
    status: 422,
    code: 'broken-picture',
    title: { zh: '这张图片已损坏，无法确认并去除其中的拍摄地点等信息。请重新拍摄，或截屏、另存后再上传', en: 'This picture is broken: place and camera data could not be taken out of it. Take it again, or upload a screenshot or a copy saved anew' },
  })
}

/** Whoever may write no record has nothing to attach a file to. */
function mayAttach(ctx: Context): boolean {
  return [...ctx.objects.values()].some(
    (object) => [...object.fields.values()].some(holdsFiles) && (verdictOf(ctx, object.name, 'create') !== false || verdictOf(ctx, object.name, 'change') !== false),
  )
}

/** Without what is not seen: control characters, and marks that turn the direction of writing to hide an ending. */
function cleanName(name: string): string {
  return name.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '').trim().slice(0, 255) || 'file'
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 413
}

function tooLarge(limit: number): Problem {
  const most = limit >= megabyte ? `${Math.floor(limit / megabyte)} MB` : `${limit} B`
  return new Problem({ status: 413, code: 'too-large', title: { zh: `文件过大，最大 ${most}`, en: `The file is too large; at most ${most}` } })
}
