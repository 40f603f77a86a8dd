/** Keys of a list that work wherever the focus is: / words, c create, j/k rows, x choose, Esc close. */
import { useTranslation } from 'react-i18next'

import { useShortcuts } from '../../kit/shortcuts.tsx'

import type { InputRef } from 'antd'
import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { Place } from './grid-place.ts'
import type { Rows } from './rows.ts'
import type { Selection } from './selection.ts'

interface Options {
  object: ObjectMetadata
  rows: Rows
  place: Place | undefined
  grid: React.RefObject<HTMLElement | null>
  search: React.RefObject<InputRef | null>
  selection: Selection
  isOpen: boolean
  onPlace(place: Place): void
  onCreate(): void
  onClose(): void
}

export function useListKeys(options: Options): void {
  const { object, rows, place, grid, search, selection, isOpen, onPlace, onCreate, onClose } = options
  const { t } = useTranslation()
  const index = rows.records.findIndex((record) => record.id === place?.id)
  const step = (by: number) => {
    const record = rows.records[Math.max(0, Math.min(rows.records.length - 1, index < 0 ? 0 : index + by))]
    if (!record) return
    onPlace({ id: record.id, column: place?.column ?? 0 })
    grid.current?.focus()
  }
  useShortcuts(t('shortcuts.list'), [
    { keys: 'j', label: t('shortcuts.next'), run: () => step(1) },
    { keys: 'k', label: t('shortcuts.previous'), run: () => step(-1) },
    { keys: 'x', label: t('shortcuts.choose'), run: () => index >= 0 && selection.toggle(index, rows.records) },
    { keys: 'Enter', label: t('shortcuts.open'), run: nothing, isListedOnly: true },
    ...(object.can.change ? [{ keys: 'e', label: t('shortcuts.edit_cell'), run: nothing, isListedOnly: true }] : []),
    ...(object.can.create ? [{ keys: 'c', label: t('shortcuts.create'), run: onCreate }] : []),
    { keys: 'mod+End', label: t('shortcuts.to_end'), run: nothing, isListedOnly: true },
    { keys: 'mod+Home', label: t('shortcuts.to_start'), run: nothing, isListedOnly: true },
    { keys: '/', label: t('shortcuts.words'), run: () => search.current?.focus({ cursor: 'all' }) },
    {
      keys: 'Escape',
      label: t('shortcuts.leave'),
      run: () => {
        if (isOpen) onClose()
        else selection.clear()
      },
    },
  ])
}

const nothing = () => undefined
