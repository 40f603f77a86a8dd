const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const
const spans = [{ from: '09:00', to: '12:00' }, { from: '13:30', to: '18:00' }] as const

/** Monday to Friday, morning and afternoon. */
export const readyHours = weekdays.flatMap((weekday) => spans.map((span) => ({ weekday, ...span })))

/** The calendar a new company begins with. Administrators may change it. */
export function readyCalendar(timeZone: string) {
  return { name: '工作日历', time_zone: timeZone, hours: readyHours, holidays: 'china', is_default: true }
}
