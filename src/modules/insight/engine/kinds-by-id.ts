/** The kinds of products by the bytes of their ids. A text made of each id to look it up took as long as the rest of its row. */
export interface KindsById {
  /** -1 where the id is of none. @param at where its sixteen bytes begin */
  kindAt(bytes: Buffer, at: number): number
}

const words = 4

/** @param kinds by the id, 0 to 61 */
export function kindsById(kinds: readonly { id: string; kind: number }[]): KindsById {
  const places = 2 ** Math.ceil(Math.log2(kinds.length * 2 + 1))
  const ids = new Int32Array(places * words)
  const found = new Int8Array(places).fill(-1)
  /** The place of the id, or the free one that it would take: half of them are free at least. */
  const placeOf = (bytes: Buffer, at: number) => {
    const last = bytes.readInt32BE(at + 12)
    // The last word of an id is drawn by chance.
    for (let place = last & (places - 1); ; place = (place + 1) & (places - 1)) {
      const from = place * words
      if (found[place] === -1 || (ids[from + 3] === last && ids[from + 2] === bytes.readInt32BE(at + 8) && ids[from + 1] === bytes.readInt32BE(at + 4) && ids[from] === bytes.readInt32BE(at))) return place
    }
  }
  for (const { id, kind } of kinds) {
    const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
    const place = placeOf(bytes, 0)
    found[place] = kind
    for (let word = 0; word < words; word++) ids[place * words + word] = bytes.readInt32BE(word * 4)
  }
  return { kindAt: (bytes, at) => found[placeOf(bytes, at)] ?? -1 }
}
