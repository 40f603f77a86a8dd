import { BulbOutlined, KeyOutlined, LogoutOutlined, PlusOutlined, TranslationOutlined, UploadOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../client/api.ts'
import { setLanguage, useLanguage } from '../client/i18n.ts'
import { labelOf, useMetadata } from '../client/metadata.tsx'
import { useRecent } from '../client/recent.ts'
import { useSession } from '../client/session.tsx'
import { problemText } from '../kit/problem-text.ts'
import { setThemeChoice, useShade } from '../kit/theme.ts'
import { useHomeOf, usePagesOver } from '../records/record/record-screens.tsx'
import { useSettingsEntries } from '../settings/settings-entries.tsx'
import { iconOf, TodayIcon, usePlaces } from './places.tsx'
import { useCreatable } from './use-creatable.ts'
import { useLeave } from './use-leave.ts'

import type { Label } from '../../kernel/definitions/label.ts'
import type { PlaceIcon } from './places.tsx'

export interface PaletteEntry {
  key: string
  title: string
  note?: string
  /** What it is: the name of the object, a page, an action. */
  kind: string
  Icon: PlaceIcon
  /** Further words that find it, e.g. the name in the other language. */
  words: string
  to?: string
  run?(): void
}

interface Found {
  object: string
  id: string
  title: string
  subtitle?: string
  matched?: { field: string; text: string }
  record_of?: { object: string; id: string; title: string }
}

const searchLimit = 12

/** Groups of entries for the words; without words the records opened lately come first. */
export function usePaletteEntries(words: string, acts: { onCreate(object: string): void; onHelp(): void }) {
  const { t } = useTranslation()
  const wanted = words.trim()
  const found = useFound(wanted)
  const fixed = useFixedEntries(acts)
  const recent = useRecentEntries()
  const records = useRecordEntries(wanted ? (found.data?.data ?? []) : [])
  const matching = (entries: PaletteEntry[]) => entries.filter((entry) => matches(entry, wanted))
  const groups = [
    { title: t('palette.records'), entries: records },
    { title: t('palette.recent'), entries: wanted ? [] : recent.slice(0, 6) },
    { title: t('palette.pages'), entries: matching(fixed.pages) },
    { title: t('palette.actions'), entries: matching(fixed.actions) },
  ]
  return {
    groups: groups.filter((group) => group.entries.length > 0),
    isSearching: found.isFetching,
    error: found.isError ? problemText(found.error) : '',
  }
}

function useFound(wanted: string) {
  const [settled, setSettled] = useState(wanted)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), 120)
    return () => clearTimeout(timer)
  }, [wanted])
  return useQuery({
    queryKey: ['records', '', 'search', settled],
    queryFn: ({ signal }) => api.get<{ data: Found[] }>('/search', { query: { q: settled, limit: searchLimit }, signal }),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
  })
}

function useRecordEntries(found: Found[]): PaletteEntry[] {
  const { objects } = useMetadata()
  return found.flatMap((hit) => {
    const object = objects.find(({ name }) => name === hit.object)
    if (!object) return []
    const owner = hit.record_of
    const ownerPath = owner && objects.find(({ name }) => name === owner.object)?.path
    const note = [owner?.title, hit.subtitle, hit.matched && ![hit.title, ...(hit.subtitle ?? '').split(' · ')].includes(hit.matched.text) ? hit.matched.text : ''].filter(Boolean).join(' · ')
    // What belongs to another record is read on that record's page.
    const to = owner && ownerPath ? `/${ownerPath}/${owner.id}` : `/${object.path}/${hit.id}`
    return [{ key: `${hit.object}.${hit.id}`, title: hit.title, note, kind: labelOf(object.label), Icon: iconOf(object.name), words: '', to }]
  })
}

function useRecentEntries(): PaletteEntry[] {
  const { person } = useSession()
  const { objects } = useMetadata()
  return useRecent(person.id).flatMap(({ object: name, id, title }) => {
    const object = objects.find((candidate) => candidate.name === name)
    return object ? [{ key: `${name}.${id}`, title, kind: labelOf(object.label), Icon: iconOf(name), words: '', to: `/${object.path}/${id}` }] : []
  })
}

function useFixedEntries({ onCreate, onHelp }: { onCreate(object: string): void; onHelp(): void }): { pages: PaletteEntry[]; actions: PaletteEntry[] } {
  const { t } = useTranslation()
  const places = usePlaces()
  const homeOf = useHomeOf()
  const pagesOver = usePagesOver()
  const creatable = useCreatable()
  const { objects } = useMetadata()
  const settings = useSettingsEntries()
  const leave = useLeave()
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en'
  const otherShade = useShade() === 'dark' ? 'light' : 'dark'
  const page = t('palette.page')
  const action = t('palette.action')
  const pages: PaletteEntry[] = [
    { key: 'today', title: t('today.title'), kind: page, Icon: TodayIcon, words: t('palette.words.today'), to: '/' },
    ...places.map((object) => ({ key: object.path, title: labelOf(object.plural_label), kind: page, Icon: iconOf(object.name), words: bothOf(object.plural_label, object.label), to: homeOf(object) })),
    ...places.flatMap((object) => pagesOver(object).map(({ to, label }) => ({ key: to, title: t(label), note: labelOf(object.plural_label), kind: page, Icon: iconOf(object.name), words: to.slice(1), to }))),
  ]
  if (objects.some((object) => object.can.import)) pages.push({ key: 'imports', title: t('shell.import'), kind: page, Icon: UploadOutlined, words: t('palette.words.import'), to: '/imports' })
  pages.push(...settings.map(({ path, label, Icon }) => ({ key: path, title: t(label), note: t('settings.title'), kind: page, Icon, words: `${t('palette.words.settings')} ${path.slice(1)}`, to: path })))
  const actions: PaletteEntry[] = [
    ...creatable.map((object) => ({ key: `new-${object.name}`, title: t('form.new', { object: labelOf(object.label) }), kind: action, Icon: PlusOutlined, words: `${t('palette.words.create')} ${bothOf(object.label)}`, run: () => onCreate(object.name) })),
    { key: 'language', title: t('shell.other_language'), kind: action, Icon: TranslationOutlined, words: t('palette.words.language'), run: () => void setLanguage(other) },
    { key: 'theme', title: t(`shell.theme_${otherShade}`), kind: action, Icon: BulbOutlined, words: t('palette.words.theme'), run: () => setThemeChoice(otherShade) },
    { key: 'help', title: t('shortcuts.help'), kind: action, Icon: KeyOutlined, words: t('palette.words.help'), run: onHelp },
    { key: 'out', title: t('shell.sign_out'), kind: action, Icon: LogoutOutlined, words: t('palette.words.sign_out'), run: () => void leave() },
  ]
  return { pages, actions }
}

/** Every word typed must be in the title or its further words. */
function matches(entry: PaletteEntry, wanted: string): boolean {
  const text = `${entry.title} ${entry.words}`.toLowerCase()
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function bothOf(...labels: Label[]): string {
  return labels.map(({ zh, en }) => `${zh} ${en}`).join(' ')
}
