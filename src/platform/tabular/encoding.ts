/** Which encoding a text file has, and its decoding piece by piece. */
import { isAscii, isUtf8 } from 'node:buffer'
import { TableError } from './table-error.ts'

/** Beyond the beginning of the file no encoding is guessed: a mark says it, or the bytes do. */
const marks: { bytes: number[]; encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
]

/**
 * The encoding as a TextDecoder label: 'utf-8' (also for pure ASCII), 'utf-16le', 'utf-16be', 'gb18030' (GBK, GB2312
 * are part of it) or, for bytes that fit neither, 'windows-1252'.
 * @param sample the beginning of the file, possibly cut within a character
 */
export function detectEncoding(sample: Buffer): string {
  const marked = marks.find((mark) => mark.bytes.every((byte, at) => sample[at] === byte))
  if (marked) return marked.encoding

  const wide = wideEncoding(sample.subarray(0, 4096))
  if (wide) return wide
  if (isUtf8(sample.subarray(0, utf8End(sample))) || isDamagedUtf8(sample)) return 'utf-8'
  return looksChinese(sample) ? 'gb18030' : 'windows-1252'
}

/** @throws TableError `encoding` when the label is not known */
export function knownEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding
  } catch (error) {
    throw new TableError('encoding', { label }, { cause: error })
  }
}

export interface PieceDecoder {
  /** `damaged`: some of these bytes do not belong to the encoding (they became U+FFFD). */
  decode(bytes: Buffer, end: boolean): { text: string; damaged: boolean }
}

/** Drops a byte order mark; characters cut by the border of two pieces come out whole. */
export function createPieceDecoder(encoding: string): PieceDecoder {
  return encoding === 'utf-8' ? utf8Decoder() : otherDecoder(encoding)
}

/** Own, because it is three times as fast as TextDecoder on ASCII and tells damage from a genuine U+FFFD. */
function utf8Decoder(): PieceDecoder {
  let rest: Buffer = Buffer.alloc(0)
  let isFirst = true

  return {
    decode(bytes, end) {
      let all = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes
      if (isFirst && (all.length >= 3 || end)) {
        isFirst = false
        if (all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf) all = all.subarray(3)
      }
      const cut = end ? all.length : utf8End(all)
      rest = Buffer.from(all.subarray(cut)) // a copy: the rest of the piece may go
      const whole = all.subarray(0, cut)
      if (isAscii(whole)) return { text: whole.toString('latin1'), damaged: false }
      return { text: whole.toString('utf8'), damaged: !isUtf8(whole) }
    },
  }
}

function otherDecoder(encoding: string): PieceDecoder {
  const decoder = new TextDecoder(encoding)
  return {
    decode(bytes, end) {
      const text = decoder.decode(bytes, { stream: !end })
      return { text, damaged: text.includes('\ufffd') }
    },
  }
}

/** Where the last whole UTF-8 character ends. */
function utf8End(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return back < length ? bytes.length - back : bytes.length
    }
    if (byte < 0x80) break
  }
  return bytes.length
}

/** UTF-16 without a mark: every second byte of Latin letters, digits and separators is zero. */
function wideEncoding(sample: Buffer): string | undefined {
  const zeros = [0, 0]
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  const half = sample.length / 2
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le'
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be'
  return undefined
}

/** A UTF-8 file with a few broken bytes must not be taken for Chinese: that would spoil every row instead of some. */
function isDamagedUtf8(sample: Buffer): boolean {
  const text = sample.toString('utf8')
  const foreign = text.match(/[^\x00-\x7f]/gu)?.length ?? 0
  const broken = text.match(/\ufffd/g)?.length ?? 0
  return foreign >= 10 && broken / foreign < 0.05
}

/**
 * GBK or Latin 1? Almost every two-byte text decodes as GB18030, also "Müller". But the characters in daily use
 * (GB2312) have both bytes above 0xA0, and a Latin letter with an accent mostly stands before a plain one.
 */
function looksChinese(sample: Buffer): boolean {
  let daily = 0
  let other = 0
  let at = 0
  while (at < sample.length - 1) {
    const first = sample[at] ?? 0
    const second = sample[at + 1] ?? 0
    if (first < 0x80) {
      at++
      continue
    }
    if (first === 0x80 || first === 0xff) return false
    const isFourBytes = second >= 0x30 && second <= 0x39 && (sample[at + 2] ?? 0) >= 0x81
    if (isFourBytes || (first >= 0xa1 && second >= 0xa1)) daily++
    else other++
    at += isFourBytes ? 4 : 2
  }
  return daily > other
}
