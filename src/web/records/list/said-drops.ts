/** What a screen reader is told while something is carried. */
import { useTranslation } from 'react-i18next'

type Over = { over: { id: string | number } | null }

/** @param nameOf what the place with this id is called. */
export function useSaidDrops(nameOf: (id: string) => string, instructions: string) {
  const { t } = useTranslation()
  const place = ({ over }: Over) => (over ? nameOf(String(over.id)) : undefined)
  const said = (key: 'over' | 'dropped') => (event: Over) => {
    const name = place(event)
    return name === undefined ? undefined : t(`board.${key}`, { place: name })
  }
  return {
    announcements: { onDragStart: () => t('board.lifted'), onDragOver: said('over'), onDragEnd: said('dropped'), onDragCancel: () => t('board.cancelled') },
    screenReaderInstructions: { draggable: instructions },
  }
}
