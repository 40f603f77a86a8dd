/** A filter on customers in words. */
import { useMemo } from 'react'

import { useLanguage } from '../../../web/client/i18n.ts'
import { useMetadata } from '../../../web/client/metadata.tsx'
import { treeOf } from '../../../web/records/filter/filter-model.ts'
import { wordsOf } from '../../../web/records/filter/filter-words.ts'
import { useReferenceNames } from '../../../web/records/filter/reference-names.ts'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Filter } from '../../../web/client/records.ts'

export function ConditionWords({ object, filter }: { object: ObjectMetadata; filter: Filter }) {
  useLanguage()
  const metadata = useMetadata()
  const tree = useMemo(() => treeOf(filter), [filter])
  const names = useReferenceNames(object, tree)
  return <>{wordsOf(tree, metadata, object, names)}</>
}
