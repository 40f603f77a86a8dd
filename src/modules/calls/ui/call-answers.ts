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

const [fiveMinutes, hour] = [5, 60]
/** Minutes of the day: nobody is proposed to be rung before eight or after eight in the evening. */
const [earliest, latest, morning] = [8 * hour, 20 * hour, 9 * hour]

/** Where nobody says when to call: in an hour, and what would be at night at nine in the morning. @param wallAt what the clock on the wall shows at an instant (`wallNow`) */
export function timeToCall(wallAt: (instant: Date) => string, now: Date = new Date()): string {
  const soon = new Date(Math.ceil((now.getTime() / 60_000 + hour) / fiveMinutes) * fiveMinutes * 60_000)
  const [hours = 0, minutes = 0] = wallAt(soon).slice(11, 16).split(':').map(Number)
  const at = hours * hour + minutes
  const wait = at < earliest ? morning - at : at > latest ? 24 * hour + morning - at : 0
  return new Date(soon.getTime() + wait * 60_000).toISOString()
}
