const windows = [7, 30, 90]

/**
 * Which reminder of the end of a contract is due: the nearest of 7, 30 and 90 days that is reached, or will be within the days of
 * rest that follow today.
 * @returns null for an end that is further away
 */
export function windowReached(days: number, restAhead: number): number | null {
  return windows.find((window) => days - restAhead <= window) ?? null
}
