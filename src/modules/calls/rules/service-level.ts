/** Incoming calls that have ended one way or the other, as counted. Those that gave up within the short time are no measure of us. */
export interface Counts {
  answered: number
  /** Answered within the target. */
  in_time: number
  missed: number
  abandoned: number
  /** Given up within the short time; not among `abandoned`. */
  short: number
}

/** Calls that the level is measured by. */
export function countedOf({ answered, missed, abandoned }: Counts): number {
  return answered + missed + abandoned
}

/** Percent of the counted calls that were answered in time, to one digit after the point; null where there was none. */
export function serviceLevel(counts: Counts): number | null {
  const counted = countedOf(counts)
  return counted === 0 ? null : Math.round((counts.in_time * 1000) / counted) / 10
}
