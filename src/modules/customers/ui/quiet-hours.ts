/** Whether a time of day lies in a span of hours, `HH:MM` each; a span may pass midnight, and its end is outside. */
export function isWithin(now: string, from: string, to: string): boolean {
  if (!from || !to) return false
  return from <= to ? now >= from && now < to : now >= from || now < to
}
