import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { useLanguage } from '../../../../web/client/i18n.ts'
import { labelOf, useObject } from '../../../../web/client/metadata.tsx'

/** What a link is called; the words are those of the relationship, where the person may see such. */
export function useKindLabel(): (kind: string) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  const object = useObject('relationship')
  return useMemo(() => {
    const options = object?.fields.find((field) => field.name === 'kind')?.options ?? []
    const labels = new Map(options.map((option) => [option.key, labelOf(option.label)]))
    return (kind: string) => labels.get(kind) ?? t(`customers.network.kind.${kind}`, { defaultValue: kind })
    // `language` is part of the labels.
  }, [object, t, language])
}
