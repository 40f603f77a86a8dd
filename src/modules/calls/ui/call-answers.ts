/** Paths and small readings that the pages share. */
export const callsPath = 'calls'
export const callBacksPath = 'call-backs'
export const statesPath = 'agent-states'

export const goingOn = { status: { in: ['waiting', 'talking', 'wrap_up'] } }

export function referenceOf(value: unknown): { id: string; name: string } | undefined {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value ? { id: String(value.id), name: String(value.name ?? '') } : undefined
}

/** Minutes and seconds: 2:05; with hours 1:02:05. */
export function clockText(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return '–'
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, String(whole % 60).padStart(2, '0')]
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

export function secondsSince(at: unknown, now: Date): number {
  return Math.max(0, Math.round((now.getTime() - Date.parse(String(at))) / 1000))
}

/** Where nobody says when to call. */
export function inAnHour(): string {
  return new Date(Math.ceil((Date.now() + 3_600_000) / 300_000) * 300_000).toISOString()
}
