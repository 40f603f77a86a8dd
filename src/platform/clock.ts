/** The time comes from the context, so that tests can set it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export function fixedClock(at: string | Date): Clock {
  const instant = new Date(at)
  return { now: () => new Date(instant) }
}
