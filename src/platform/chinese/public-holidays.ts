import { addDays, weekdayOf } from '../calendar/days.ts'
import { solarOf } from './lunar.ts'

export type PublicDayKind = 'holiday' | 'make_up'

/** A day on which China works otherwise than its weekday says. */
export interface PublicDay {
  day: string
  kind: PublicDayKind
  /** Of the holiday; a make-up day carries that of the holiday it is worked for. */
  name: { zh: string; en: string }
  /** Computed from the law because the notice of the year has not come into this program yet: make-up days are not known. */
  is_expected: boolean
}

/** First and last day off, both included, and the days worked for it, as month and day. */
type Holiday = [name: keyof typeof names, from: string, to: string, ...makeUp: string[]]

const names = {
  new_year: { zh: '元旦', en: 'New Year' },
  spring_festival: { zh: '春节', en: 'Spring Festival' },
  qingming: { zh: '清明节', en: 'Qingming' },
  labour_day: { zh: '劳动节', en: 'Labour Day' },
  dragon_boat: { zh: '端午节', en: 'Dragon Boat Festival' },
  mid_autumn: { zh: '中秋节', en: 'Mid-Autumn Festival' },
  national_day: { zh: '国庆节', en: 'National Day' },
  national_and_mid_autumn: { zh: '国庆节、中秋节', en: 'National Day and Mid-Autumn Festival' },
} as const

/**
 * As published by the General Office of the State Council (国务院办公厅关于…年部分节假日安排的通知): for 2024 国办发明电〔2023〕7号 of
 * 25 October 2023, for 2025 国办发明电〔2024〕12号 of 12 November 2024, for 2026 国办发明电〔2025〕7号 of 4 November 2025.
 */
const published: Readonly<Record<number, readonly Holiday[]>> = {
  2024: [
    ['new_year', '01-01', '01-01'],
    ['spring_festival', '02-10', '02-17', '02-04', '02-18'],
    ['qingming', '04-04', '04-06', '04-07'],
    ['labour_day', '05-01', '05-05', '04-28', '05-11'],
    ['dragon_boat', '06-10', '06-10'],
    ['mid_autumn', '09-15', '09-17', '09-14'],
    ['national_day', '10-01', '10-07', '09-29', '10-12'],
  ],
  2025: [
    ['new_year', '01-01', '01-01'],
    ['spring_festival', '01-28', '02-04', '01-26', '02-08'],
    ['qingming', '04-04', '04-06'],
    ['labour_day', '05-01', '05-05', '04-27'],
    ['dragon_boat', '05-31', '06-02'],
    ['national_and_mid_autumn', '10-01', '10-08', '09-28', '10-11'],
  ],
  2026: [
    ['new_year', '01-01', '01-03', '01-04'],
    ['spring_festival', '02-15', '02-23', '02-14', '02-28'],
    ['qingming', '04-04', '04-06'],
    ['labour_day', '05-01', '05-05', '05-09'],
    ['dragon_boat', '06-19', '06-21'],
    ['mid_autumn', '09-25', '09-27'],
    ['national_day', '10-01', '10-07', '09-20', '10-10'],
  ],
}

/** Years whose notice this program knows. */
export const publishedYears: readonly number[] = Object.keys(published).map(Number)

/**
 * The days of the year in order: as published, else as the law lets expect them (`is_expected`).
 * @param year 2014 to 2099: before, the law was another one; after, the formula of Qingming does not hold
 */
export function publicDaysOf(year: number): PublicDay[] {
  if (!(Number.isInteger(year) && year >= 2014 && year <= 2099)) throw new RangeError('public holidays are known from 2014 to 2099')
  const notice = published[year]
  const days = notice ? notice.flatMap((holiday) => daysOfHoliday(year, holiday)) : expectedDays(year)
  return days.sort((one, other) => (one.day < other.day ? -1 : 1))
}

function daysOfHoliday(year: number, [key, from, to, ...makeUp]: Holiday): PublicDay[] {
  const days: PublicDay[] = makeUp.map((day) => ({ day: `${year}-${day}`, kind: 'make_up', name: names[key], is_expected: false }))
  for (let day = `${year}-${from}`; day <= `${year}-${to}`; day = addDays(day, 1)) days.push({ day, kind: 'holiday', name: names[key], is_expected: false })
  return days
}

/**
 * The statutory days by the Regulation on Public Holidays (全国年节及纪念日放假办法, article 2, as of 2025 with New Year's Eve and
 * 2 May); those that fall on a weekend are given on the next working days (article 6). How the State Council joins them to longer
 * holidays by make-up days cannot be computed.
 */
function expectedDays(year: number): PublicDay[] {
  const springFestival = lunar(year, 1, 1)
  const isNewLaw = year >= 2025
  const statutory: [keyof typeof names, string[]][] = [
    ['new_year', [`${year}-01-01`]],
    ['spring_festival', (isNewLaw ? [-1, 0, 1, 2] : [0, 1, 2]).map((offset) => addDays(springFestival, offset))],
    ['qingming', [qingming(year)]],
    ['labour_day', isNewLaw ? [`${year}-05-01`, `${year}-05-02`] : [`${year}-05-01`]],
    ['dragon_boat', [lunar(year, 5, 5)]],
    ['mid_autumn', [lunar(year, 8, 15)]],
    ['national_day', [`${year}-10-01`, `${year}-10-02`, `${year}-10-03`]],
  ]
  const statutoryDays = new Set(statutory.flatMap(([, days]) => days))
  const taken = new Set<string>()
  return statutory.flatMap(([key, days]) =>
    days.map((day): PublicDay => ({ day, kind: 'holiday', name: names[key], is_expected: true })).concat(
      // Given back: what falls on a weekend, and Mid-Autumn where it falls into the National Day.
      days.filter((day) => weekdayOf(day) > 5 || taken.has(day)).map((day) => ({ day: nextFree(day, statutoryDays), kind: 'holiday', name: names[key], is_expected: true })),
    ).filter(({ day }) => !taken.has(day) && taken.add(day)),
  )
}

function nextFree(day: string, taken: Set<string>): string {
  let free = addDays(day, 1)
  while (weekdayOf(free) > 5 || taken.has(free)) free = addDays(free, 1)
  taken.add(free)
  return free
}

function lunar(year: number, month: number, day: number): string {
  const found = solarOf({ year, month, day, leap: false })
  if (found === null) throw new RangeError(`the lunar year ${year} has no ${month}-${day}`)
  return found
}

/** Day of the solar term of the 21st century: [year × 0.2422 + 4.81] − [year ÷ 4] with the last two digits of the year (寿星公式). */
function qingming(year: number): string {
  const short = year % 100
  return `${year}-04-0${Math.floor(short * 0.2422 + 4.81) - Math.floor(short / 4)}`
}
