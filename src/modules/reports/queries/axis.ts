/** The groups of the rows, or of the columns, of now and of the period before, side by side. */
import { invalid, issue } from '../../../platform/problems.ts'
import type { Language } from '../../../platform/label.ts'
import { bucketAfter, bucketsOf, type Span } from '../rules/period.ts'
import { restName, valueName } from '../rules/names.ts'
import type { Entry } from './answer.ts'
import { keyOf, type Found } from './ask.ts'
import { all, filterOfSpan, filterOfValue, noneOf } from './filters.ts'
import type { Filter, PlannedGroup } from './plan.ts'

export interface Axis {
  groups: PlannedGroup[]
  /** Named groups, in the order of the page; the rest, where there is one, is not among them. */
  entries: AxisEntry[]
  hasRest: boolean
}

export interface AxisEntry {
  now: unknown[] | null
  before: unknown[] | null
  key: string | null
  beforeKey: string | null
  places: (number | null)[]
}

export interface Spans {
  /** Of the field of time that the period is one of. */
  path: string | null
  now: Span | null
  before: Span | null
}

/** So many buckets of time stand in rows, and in columns. */
const mostBuckets = { rows: 400, columns: 60 }

/** A time runs whole from the first day to the last, also where nothing happened; in the period before the buckets stand by their place. */
export function timeAxis(group: PlannedGroup, found: { now: Found[]; before: Found[] | null }, spans: Spans, of: 'rows' | 'columns'): Axis {
  const isOfPeriod = spans.path === group.path
  const starts = (rows: Found[], span: Span | null): (string | null)[] => {
    const known = rows.flatMap(({ values: [value] }) => (typeof value === 'string' ? [value] : [])).toSorted()
    const [first, last] = [known[0], known.at(-1)]
    const day = isOfPeriod && span ? span : first && last ? { from: first, to: bucketAfter(group.unit ?? 'month', last) } : null
    const buckets = day ? bucketsOf(group.unit ?? 'month', day.from, day.to, mostBuckets[of]) : []
    if (!buckets) throw tooMany(of)
    return rows.some(({ values: [value] }) => value === null) ? [...buckets, null] : buckets
  }
  const now = starts(found.now, spans.now)
  if (!found.before) return { groups: [group], hasRest: false, entries: now.map((value) => entryOf([value], null)) }
  const before = starts(found.before, spans.before)
  // Of another time than that of the period the same bucket is the same group.
  if (!isOfPeriod) return { groups: [group], hasRest: false, entries: [...new Set([...now, ...before])].toSorted((one, other) => (one ?? '~').localeCompare(other ?? '~')).map((value) => entryOf([value], [value])) }
  const length = Math.max(now.length, before.length)
  return { groups: [group], hasRest: false, entries: Array.from({ length }, (_, at) => entryOf(at < now.length ? [now[at]] : null, at < before.length ? [before[at]] : null)) }
}

/** The largest groups of now; where there is room also those that were only there before. */
export function namedAxis(groups: PlannedGroup[], found: { now: Found[]; before: Found[] | null }, limit: number): Axis {
  const named = found.now.slice(0, limit)
  const known = new Set(named.map(({ key }) => key))
  const gone = (found.before ?? []).filter(({ key }) => !known.has(key))
  const room = found.now.length > limit ? 0 : limit - named.length
  const entries = [...named, ...gone.slice(0, room)].map(({ values, places }) => ({ ...entryOf(values, found.before ? values : null), places }))
  return { groups, entries, hasRest: found.now.length > limit || gone.length > room }
}

function entryOf(now: unknown[] | null, before: unknown[] | null): AxisEntry {
  return { now, before, key: now && keyOf(now), beforeKey: before && keyOf(before), places: [] }
}

/** As the page shows them, with the records behind each. */
export function shownEntries({ groups, entries, hasRest }: Axis, spans: Spans, language: Language): Entry[] {
  const filterOf = (values: unknown[] | null, span: Span | null) => values && all(groups.map((group, at) => filterOfValue(group, values[at] ?? null, spans.path === group.path ? span : null)))
  const namesOf = (values: unknown[]) => groups.map(({ field, unit }, at) => valueName(values[at] ?? null, field, unit, language))
  const shown = entries.map(({ now, before }): Entry => ({
    values: now ?? before ?? [],
    names: namesOf(now ?? before ?? []),
    filter: filterOf(now, spans.now),
    before_filter: filterOf(before, spans.before),
    before_names: before && namesOf(before),
    is_rest: false,
  }))
  if (!hasRest) return shown
  // Where the groups say which part of the period they are of, the rest says the whole of it.
  const within = (span: Span | null, filter: Filter | null) => filter && all([filter, span && spans.path && groups.some(({ path }) => path === spans.path) ? filterOfSpan(spans.path, span) : {}])
  const rest: Entry = {
    values: groups.map(() => null),
    names: groups.map((_, at) => (at === 0 ? restName(language) : '')),
    filter: within(spans.now, noneOf(shown.map(({ filter }) => filter))),
    before_filter: spans.before && within(spans.before, noneOf(shown.map(({ before_filter: filter }) => filter))),
    before_names: null,
    is_rest: true,
  }
  return [...shown, rest]
}

function tooMany(of: 'rows' | 'columns') {
  return invalid([issue(`question.${of}`, 'too_many_groups', '时段过多，请改用更长的单位或缩短时间范围', 'There are too many units of time: choose a longer one, or a shorter period')])
}
