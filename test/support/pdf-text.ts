import { inflateSync } from 'node:zlib'

/**
 * The words on the pages of a PDF as our printer writes it: glyphs by their fonts' maps back to characters, without the spaces between
 * Enough to say what is on a paper, without a program that may not be there.
 * @throws where the bytes are no such PDF
 */
export function pdfText(bytes: Buffer): string {
  const file = bytes.toString('latin1')
  if (!file.startsWith('%PDF-') || !file.trimEnd().endsWith('%%EOF')) throw new Error('This is no PDF')
  const objects = new Map([...file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]))
  const maps = new Map<string, Map<string, string>>()
  for (const body of objects.values()) {
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1]
      if (unicode) maps.set(name, charactersOf(streamOf(objects.get(unicode) ?? '')))
    }
  }
  const pages = [...objects.values()].flatMap((body) => [...body.matchAll(/\/Contents (\d+) 0 R/g)].map(([, id = '']) => streamOf(objects.get(id) ?? '')))
  return pages.map((page) => textOf(page, maps)).join('')
}

function streamOf(body: string): string {
  const [, packed = ''] = /stream\n([\s\S]*)\nendstream/.exec(body) ?? []
  const bytes = Buffer.from(packed, 'latin1')
  return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')
}

/** Of a font: the character of each glyph, both in hexadecimal of the file. */
function charactersOf(map: string): Map<string, string> {
  const ranges = [...map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)]
  return new Map(ranges.flatMap(([, first = '0', list = '']) => [...list.matchAll(/<([0-9a-f ]*)>/gi)].map(([, code = ''], index): [string, string] => [hex(Number.parseInt(first, 16) + index), characterOf(code)])))
}

function characterOf(code: string): string {
  return (code.match(/[0-9a-f]{4}/gi) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')
}

function textOf(page: string, maps: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> | undefined
  const words: string[] = []
  for (const [, name, shown] of page.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = maps.get(name)
    else words.push([...(shown ?? '').matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, glyphs = '']) => (glyphs.match(/.{4}/g) ?? []).map((glyph) => font?.get(glyph.toLowerCase()) ?? '')).join(''))
  }
  return words.join('').replaceAll(/\s/g, '')
}

function hex(code: number): string {
  return code.toString(16).padStart(4, '0')
}
