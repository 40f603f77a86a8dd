export interface Rate {
  id: string | null
  name: string | null
  due: number
  on_time: number
  late: number
  overdue: number
}

/** Percent in time of what was due. */
export function shareOf({ due, on_time: onTime }: Rate): number {
  return due === 0 ? 100 : (100 * onTime) / due
}
