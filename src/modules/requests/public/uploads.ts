/**
 * Files of people outside: uploaded first, named in what is sent within a day. Whose an upload is stands beside it, so that nobody
 * outside puts a file that is somebody else's into an own request and reads it there.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { megabyte } from '../../../platform/config.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Answer, RouteRequest } from '../../../platform/http/route.ts'
import { isId } from '../../../platform/ids.ts'
import { invalid, issue, notFound, Problem } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import { fileAnswer, type FoundFile } from '../../../kernel/files/file-routes.ts'
import { fileFolder, keepFile, type FileStore, type KeptFile } from '../../../kernel/files/keep-file.ts'

/** With one word or one request. */
export const mostFiles = 5
/** Of one address: a few photographs at once. */
export const uploadsPerMinute = 15
const mostBytes = 15 * megabyte
/** Of one sender, waiting to be named. */
const mostWaiting = 20
/** Of everybody outside together, so that nobody fills the disk with what is never sent. */
const mostBytesWaiting = 2048 * megabyte
const waitsFor = 24 * 3600_000

/** Pictures, films of a telephone, papers and texts. No TIFF: what the camera wrote stands among the picture and is not taken out. */
const taken = /^(image\/(png|jpeg|gif|webp|avif|heic|heif|bmp)|video\/(mp4|quicktime|webm|3gpp)|audio\/[\w.+-]+|application\/pdf|text\/plain|application\/(zip|x-cfb|msword|vnd\.ms-[\w-]+|vnd\.openxmlformats-officedocument\.[\w.-]+|vnd\.oasis\.opendocument\.[\w-]+))$/

/** @throws Problem 413, 415, 400 as every upload; 415 for kinds that are not taken from outside; 429 for a sender with too many that wait. */
export async function receiveOutside(ctx: Context, store: FileStore, { sender, raw }: { sender: string; raw: unknown }): Promise<KeptFile> {
  const since = new Date(ctx.clock.now().getTime() - waitsFor)
  const [waiting] = await ctx.db.rows<{ own: number; bytes: string }>(
    sql`select count(*) filter (where p.sender = ${sender})::int as own, coalesce(sum(f.size), 0)::text as bytes from request_uploads p
      join files f on f.workspace_id = ${sql.workspace} and f.id = p.file_id and f.attached_at is null and f.created_at > ${since}
      where p.workspace_id = ${sql.workspace} and p.created_at > ${since}`,
  )
  if ((waiting?.own ?? 0) >= mostWaiting || Number(waiting?.bytes) > mostBytesWaiting) throw tooMany()
  const file = await keepFile(ctx, { ...store, limit: Math.min(store.limit, mostBytes) }, raw)
  if (!taken.test(file.type)) {
    await ctx.db.rows(sql`delete from files f where f.workspace_id = ${sql.workspace} and f.id = ${file.id}::uuid`)
    await rm(join(fileFolder(store.dataFolder, ctx.workspace.id), file.id), { force: true })
    throw notTaken()
  }
  await ctx.db.rows(sql`insert into request_uploads (workspace_id, file_id, sender, created_at) values (${sql.workspace}, ${file.id}::uuid, ${sender}, ${ctx.clock.now()})`)
  return file
}

/** What a record is to hold of the ids that a sender names. @throws Problem 422 for any that this sender did not upload within the day. */
export async function takeUploads(ctx: Context, sender: string, ids: readonly string[]): Promise<{ id: string }[]> {
  if (ids.length === 0) return []
  const since = new Date(ctx.clock.now().getTime() - waitsFor)
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select p.file_id::text as id from request_uploads p join files f on f.workspace_id = ${sql.workspace} and f.id = p.file_id and f.attached_at is null
      where p.workspace_id = ${sql.workspace} and p.sender = ${sender} and p.file_id = any(${ids}::uuid[]) and p.created_at > ${since}`,
  )
  const own = new Set(rows.map(({ id }) => id))
  if (ids.some((id) => !own.has(id))) throw invalid([issue('files', 'file_not_found', '文件不存在，请重新上传', 'The file is not there; please upload it again')])
  return [...new Set(ids)].map((id) => ({ id }))
}

/** A file that the customer sent with this request, or that stands in its conversation; nothing of notes. @throws Problem 404 for any other. */
export async function fileOfRequest(ctx: Context, store: FileStore, { id, file, headers }: { id: string; file: string; headers: RouteRequest['headers'] }): Promise<Answer> {
  const named = JSON.stringify([{ id: file }])
  const [found] = isId(file)
    ? await ctx.db.rows<FoundFile>(
        sql`select f.id, f.name, f.size, f.type, f.sha256 from files f where f.workspace_id = ${sql.workspace} and f.id = ${file}::uuid and (
          exists (select 1 from service_requests r where r.workspace_id = ${sql.workspace} and r.id = ${id}::uuid and r.files @> ${named}::jsonb and exists (select 1 from request_uploads p where p.workspace_id = ${sql.workspace} and p.file_id = f.id))
          or exists (select 1 from request_messages m where m.workspace_id = ${sql.workspace} and m.request_id = ${id}::uuid and m.kind <> 'note' and m.deleted_at is null and m.files @> ${named}::jsonb))`,
      )
    : []
  if (!found) throw notFound()
  return fileAnswer(ctx, store, found, headers)
}

/** Daily: of uploads whose file has gone. */
export async function forgetUploads(ctx: Context): Promise<void> {
  await ctx.db.rows(sql`delete from request_uploads p where p.workspace_id = ${sql.workspace} and not exists (select 1 from files f where f.workspace_id = ${sql.workspace} and f.id = p.file_id)`)
}

function notTaken(): Problem {
  return new Problem({ status: 415, code: 'unsupported-media-type', title: { zh: '只接受图片（TIFF 除外）、视频、PDF、Office 文档和文本', en: 'Only pictures (no TIFF), films, PDF, office papers and texts are taken' } })
}

function tooMany(): Problem {
  return new Problem({ status: 429, code: 'too-many-requests', title: { zh: '上传的文件太多，请先发送', en: 'Too many files wait; please send what you have' }, headers: { 'retry-after': '3600' } })
}
