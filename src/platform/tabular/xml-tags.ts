/**
 * Just enough XML for the parts of an xlsx: tags, attributes, texts. Every loop moves forward only, so that no input,
 * however broken, takes more than linear time (a regular expression over a whole part can be made to hang).
 */

export interface XmlTag {
  /** Without its namespace prefix. */
  name: string
  isClosing: boolean
  isEmpty: boolean
  attributes: string
  /** Where the tag begins and where the text behind it begins. */
  from: number
  to: number
}

/** All tags of a part, in their order; comments and processing instructions are left out. */
export function* xmlTags(xml: string): Generator<XmlTag> {
  let at = xml.indexOf('<')
  while (at >= 0) {
    const end = tagEnd(xml, at)
    if (end < 0) return
    const isClosing = xml[at + 1] === '/'
    const isEmpty = xml[end - 1] === '/'
    const inner = xml.slice(at + (isClosing ? 2 : 1), isEmpty ? end - 1 : end)
    const nameLength = inner.search(/\s|$/)
    if (!/^[!?]/.test(inner)) {
      yield { name: localName(inner.slice(0, nameLength)), isClosing, isEmpty, attributes: inner.slice(nameLength), from: at, to: end + 1 }
    }
    at = xml.indexOf('<', end)
  }
}

/** The position of the '>' that ends a tag or comment, or -1. A '>' within an attribute's quotes does not count. */
function tagEnd(xml: string, from: number): number {
  if (xml.startsWith('<!--', from)) {
    const end = xml.indexOf('-->', from + 4)
    return end < 0 ? -1 : end + 2
  }
  let quoted = 0
  for (let at = from + 1; at < xml.length; at++) {
    const code = xml.charCodeAt(at)
    if (quoted !== 0) quoted = code === quoted ? 0 : quoted
    else if (code === 34 || code === 39) quoted = code
    else if (code === 62) return at
  }
  return -1
}

/** The value of an attribute, by its name without prefix. */
export function xmlAttribute(attributes: string, name: string): string | undefined {
  const each = /\s*([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y
  for (let found = each.exec(attributes); found; found = each.exec(attributes)) {
    if (localName(found[1] ?? '') === name) return xmlText(found[2] ?? found[3] ?? '')
  }
  return undefined
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text between tags, with its entities resolved; what is no entity stays as it is. */
export function xmlText(raw: string): string {
  if (raw.includes('<![CDATA[')) return literalSections(raw)
  if (!raw.includes('&')) return raw
  return raw.replace(/&(?:(#x[\da-f]{1,6}|#\d{1,7})|([a-z]{2,4}));/gi, (whole, number?: string, name?: string) => {
    if (number === undefined) return entities[name ?? ''] ?? whole
    const code = Number(`0${number.slice(1)}`) // '0x1F600' or '0128512'
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

function literalSections(raw: string): string {
  const [first = '', ...others] = raw.split('<![CDATA[')
  const texts = others.map((part) => {
    const [literal = '', ...behind] = part.split(']]>')
    return literal + xmlText(behind.join(']]>'))
  })
  return xmlText(first) + texts.join('')
}

/** Texts of spreadsheets write what XML cannot hold as `_x000D_`. See ECMA-376 part 1, 22.9.2.19 (ST_Xstring). */
export function spreadsheetText(raw: string): string {
  const text = xmlText(raw)
  if (!text.includes('_x')) return text
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/**
 * The text of an `<is>` or `<si>` element: its `<t>` elements put together (rich text has several), without the
 * pronunciations (`<rPh>`) of Japanese files.
 */
export function richText(xml: string, prefix: string): string {
  const spoken = `${prefix}rPh`
  let text = ''
  let at = 0
  for (;;) {
    const open = xml.indexOf('<', at)
    if (open < 0) return spreadsheetText(text)
    const end = xml.indexOf('>', open)
    if (end < 0) return spreadsheetText(text)

    if (isTag(xml, open, spoken)) {
      const close = xml.indexOf(`</${spoken}>`, end)
      if (close < 0) return spreadsheetText(text)
      at = close + spoken.length + 3
      continue
    }
    at = end + 1
    if (!isTag(xml, open, `${prefix}t`) || xml[end - 1] === '/') continue
    const close = xml.indexOf(`</${prefix}t>`, at)
    text += xml.slice(at, close < 0 ? xml.length : close)
    at = close < 0 ? xml.length : close
  }
}

/** Whether the tag at this place has this name, and not only one that begins so. */
export function isTag(xml: string, at: number, name: string): boolean {
  if (!xml.startsWith(name, at + 1)) return false
  const behind = xml.charCodeAt(at + 1 + name.length)
  return behind === 62 || behind === 47 || behind === 32 || (behind >= 9 && behind <= 13)
}
