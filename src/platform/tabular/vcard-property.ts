/**
 * The lines of vCard 2.1 (versit), 3.0 (RFC 2426) and 4.0 (RFC 6350) put together and taken apart. Lines are bytes in
 * the form of Latin 1 text, because in 2.1 every property may have its own character set.
 */
import { isUtf8 } from 'node:buffer'

export interface Property {
  /** Upper case, without its group (`item1.TEL` is TEL). */
  name: string
  /** Lower case: `TYPE=home,pref`, and the bare words of 2.1. */
  types: string[]
  /** 1 comes before 100 (`PREF=1` of 4.0); `pref` counts as 1. */
  rank: number
  charset?: string
  isQuotedPrintable: boolean
  isBase64: boolean
  /** Still encoded. */
  raw: string
}

export interface TextRules {
  /** For properties that name none. */
  charset: string
  /** 2.1 knows no `\n`, and paths with backslashes are common in it. */
  isVersion21: boolean
}

/** Undefined for a line that is no property. */
export function parseProperty(line: string): Property | undefined {
  const colon = endOfParameters(line)
  if (colon < 0) return undefined
  const [head = '', ...parameters] = splitOutsideQuotes(line.slice(0, colon))
  const property: Property = {
    name: head.slice(head.lastIndexOf('.') + 1).trim().toUpperCase(),
    types: [],
    rank: 101,
    isQuotedPrintable: false,
    isBase64: false,
    raw: line.slice(colon + 1),
  }
  for (const parameter of parameters) takeParameter(property, parameter)
  if (property.types.includes('pref')) property.rank = Math.min(property.rank, 1)
  return property
}

function endOfParameters(line: string): number {
  let isQuoted = false
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted
    else if (line[at] === ':' && !isQuoted) return at
  }
  return isQuoted ? line.indexOf(':') : -1
}

function splitOutsideQuotes(text: string): string[] {
  const parts: string[] = []
  let isQuoted = false
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted
    if (text[at] !== ';' || isQuoted) continue
    parts.push(text.slice(from, at))
    from = at + 1
  }
  return [...parts, text.slice(from)]
}

function takeParameter(property: Property, parameter: string): void {
  const equals = parameter.indexOf('=')
  const name = equals < 0 ? '' : parameter.slice(0, equals).trim().toUpperCase()
  const value = parameter.slice(equals + 1).replaceAll('"', '').trim()
  const word = value.toLowerCase()
  if (name === 'CHARSET') property.charset = word
  else if (name === 'PREF') property.rank = Number.parseInt(word, 10) || property.rank
  else if ((name === 'ENCODING' || name === '') && word === 'quoted-printable') property.isQuotedPrintable = true
  else if ((name === 'ENCODING' || name === '') && ['base64', 'b'].includes(word)) property.isBase64 = true
  else if (name === 'TYPE' || name === '') property.types.push(...word.split(',').map((type) => type.trim()))
}

export function propertyText(property: Property, rules: TextRules): string {
  return unescape(decode(property.raw, property, rules), rules)
}

/** The parts of a structured value such as N or ADR. */
export function propertyParts(property: Property, rules: TextRules): string[] {
  if (property.isQuotedPrintable) return splitParts(property.raw).map((part) => unescape(decode(part, property, rules), rules))
  return splitParts(decode(property.raw, property, rules)).map((part) => unescape(part, rules))
}

/** At each ';' that no backslash stands before. */
function splitParts(text: string): string[] {
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === ';') {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, text.slice(from)]
}

function unescape(text: string, rules: TextRules): string {
  if (rules.isVersion21) return text.replace(/\\([;,:\\])/g, '$1')
  return text.replace(/\\([nN;,:"\\])/g, (_whole, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter))
}

function decode(raw: string, property: Property, rules: TextRules): string {
  const bytes = Buffer.from(property.isQuotedPrintable ? fromQuotedPrintable(raw) : raw, 'latin1')
  return decoderFor(property.charset ?? rules.charset, bytes).decode(bytes)
}

/** Many phones sold in China write GBK, and say nothing or "UTF-8". */
function decoderFor(charset: string, bytes: Buffer): TextDecoder {
  try {
    const decoder = new TextDecoder(charset)
    return decoder.encoding === 'utf-8' && !isUtf8(bytes) ? new TextDecoder('gb18030') : decoder
  } catch {
    return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030')
  }
}

function fromQuotedPrintable(text: string): string {
  return text.replace(/=([\dA-Fa-f]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
