/** Pearson's correlation of two arrays of one length, -1 to 1, each place counted `count` times; 0 where one of them does not vary. */
export function correlationOf(one: ArrayLike<number>, other: ArrayLike<number>, count?: ArrayLike<number>): number {
  const weight = (i: number) => count?.[i] ?? 1
  let [total, sumOne, sumOther] = [0, 0, 0]
  for (let i = 0; i < one.length; i++) {
    total += weight(i)
    sumOne += weight(i) * (one[i] ?? 0)
    sumOther += weight(i) * (other[i] ?? 0)
  }
  let [together, ofOne, ofOther] = [0, 0, 0]
  for (let i = 0; i < one.length; i++) {
    const [away, otherAway] = [(one[i] ?? 0) - sumOne / total, (other[i] ?? 0) - sumOther / total]
    together += weight(i) * away * otherAway
    ofOne += weight(i) * away * away
    ofOther += weight(i) * otherAway * otherAway
  }
  return ofOne > 0 && ofOther > 0 ? Math.max(-1, Math.min(1, together / Math.sqrt(ofOne) / Math.sqrt(ofOther))) : 0
}
