/**
 * The texts that the cells of an xlsx share, kept as bytes in one buffer: a file as Excel saves it has all its texts
 * here, and half a million JavaScript strings (or, as hucre keeps them, XML nodes) would take ten times the room.
 */
import { createPieceDecoder } from './encoding.ts'
import { TableError } from './table-error.ts'
import { isTag, richText } from './xml-tags.ts'

export interface SharedStrings {
  count: number
  /** '' for a number that does not exist. */
  at(index: number): string
}

export const noSharedStrings: SharedStrings = { count: 0, at: () => '' }

/** @throws TableError `zip_bomb` when there is more text than allowed, `broken_file` when one text never ends */
export async function readSharedStrings(
  pieces: AsyncIterable<Buffer>,
  limits: { sharedStringsBytes: number; rowLength: number },
): Promise<SharedStrings> {
  const maxBytes = limits.sharedStringsBytes
  const store = createStore()
  const decoder = createPieceDecoder('utf-8')
  let prefix: string | undefined
  let rest = ''
  let total = 0

  for await (const piece of pieces) {
    total += piece.length
    if (total > maxBytes) throw new TableError('zip_bomb', { part: 'sharedStrings', limit: maxBytes })
    const text = rest + decoder.decode(piece, false).text
    prefix ??= prefixOf(text, 'sst')
    rest = prefix === undefined ? text : takeItems(text, prefix, store.add)
    if (rest.length > limits.rowLength) throw new TableError('broken_file', { part: 'sharedStrings' })
  }
  return store.finish()
}

/** The namespace prefix, with its colon, of the root element; undefined while it has not come. */
export function prefixOf(xml: string, root: string): string | undefined {
  const found = new RegExp(`<([\\w.-]{1,60}:)?${root}[\\s>/]`).exec(xml)
  return found ? (found[1] ?? '') : undefined
}

/** Adds all whole `<si>` items and returns what is left of the text. */
function takeItems(xml: string, prefix: string, add: (text: string) => void): string {
  const close = `</${prefix}si>`
  let at = 0
  for (;;) {
    const open = findTag(xml, `${prefix}si`, at)
    if (open < 0) return xml.slice(Math.max(at, xml.length - 100)) // a tag may be cut, no tag here is that long
    const tagEnd = xml.indexOf('>', open)
    if (tagEnd < 0) return xml.slice(open)
    if (xml[tagEnd - 1] === '/') {
      add('')
      at = tagEnd + 1
      continue
    }
    const end = xml.indexOf(close, tagEnd)
    if (end < 0) return xml.slice(open)
    add(richText(xml.slice(tagEnd + 1, end), prefix))
    at = end + close.length
  }
}

function findTag(xml: string, name: string, from: number): number {
  let at = xml.indexOf(`<${name}`, from)
  while (at >= 0 && at + name.length + 1 < xml.length && !isTag(xml, at, name)) at = xml.indexOf(`<${name}`, at + 1)
  return at
}

function createStore() {
  let bytes = Buffer.allocUnsafe(64 * 1024)
  let ends = new Uint32Array(4096)
  let used = 0
  let count = 0

  return { add, finish }

  function add(text: string): void {
    const most = text.length * 3
    if (used + most > bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, used + most))
      bytes.copy(larger, 0, 0, used)
      bytes = larger
    }
    used += bytes.write(text, used)
    if (count === ends.length) {
      const larger = new Uint32Array(ends.length * 2)
      larger.set(ends)
      ends = larger
    }
    ends[count++] = used
  }

  function finish(): SharedStrings {
    return {
      count,
      at(index) {
        const end = index < count ? ends[index] : undefined
        return end === undefined ? '' : bytes.toString('utf8', index === 0 ? 0 : ends[index - 1], end)
      },
    }
  }
}
