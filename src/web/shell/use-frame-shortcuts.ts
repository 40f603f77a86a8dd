import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { labelOf } from '../client/metadata.tsx'
import { useShortcuts } from '../kit/shortcuts.tsx'
import { useHomeOf } from '../records/record/record-screens.tsx'
import { goLetters } from './go-letters.ts'
import { usePlaces } from './places.tsx'

/** Keys that work on every page. A page may give `/` a meaning of its own. */
export function useFrameShortcuts({ search, help }: { search(): void; help(): void }): void {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const objects = usePlaces()
  const homeOf = useHomeOf()
  const letters = goLetters(objects.map(({ path }) => path))
  useShortcuts(t('shortcuts.everywhere'), [
    { keys: 'mod+k', label: t('shell.search'), run: search, whileTyping: true },
    { keys: '/', label: t('shell.search'), run: search },
    { keys: '?', label: t('shortcuts.help'), run: help },
  ])
  useShortcuts(t('shortcuts.go'), [
    { keys: 'g h', label: t('today.title'), run: () => void navigate('/') },
    ...objects.flatMap((object) => {
      const letter = letters.get(object.path)
      return letter ? [{ keys: `g ${letter}`, label: labelOf(object.plural_label), run: () => void navigate(homeOf(object)) }] : []
    }),
  ])
}
