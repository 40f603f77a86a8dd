/** What is filtered, in words; each part can be taken away. */
import { Tag } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { useLanguage } from '../../client/i18n.ts'
import { useMetadata } from '../../client/metadata.tsx'
import { emptyGroup, filterOf, replaceNode, treeOf } from './filter-model.ts'
import { useReferenceNames } from './reference-names.ts'
import { wordsOf } from './filter-words.ts'
import styles from './filter.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { Filter } from '../../client/records.ts'

export function FilterChips({ object, filter, onChange, onOpen }: { object: ObjectMetadata; filter: Filter; onChange(filter: Filter): void; onOpen(): void }) {
  const { t } = useTranslation()
  useLanguage()
  const metadata = useMetadata()
  const tree = useMemo(() => {
    const read = treeOf(filter)
    // An "or" or "not" is one thing: taking away a part of it would widen what is shown.
    return read.join === 'or' || read.isNegated ? { ...emptyGroup(), items: [read] } : read
  }, [filter])
  const names = useReferenceNames(object, tree)
  if (tree.items.length === 0) return null
  return (
    <ul className={styles.chips} aria-label={t('filter.in_force')}>
      {tree.items.map((item) => {
        const words = wordsOf(item, metadata, object, names)
        return (
          <li key={item.id}>
            <Tag
              className={styles.chip}
              closable
              closeIcon={<span aria-label={t('filter.remove_one', { what: words })}>×</span>}
              onClose={(event) => {
                event.preventDefault()
                onChange(filterOf(replaceNode(tree, item.id, undefined)) ?? {})
              }}
            >
              <button type="button" className={styles.chipText} title={words} onClick={onOpen}>
                {words}
              </button>
            </Tag>
          </li>
        )
      })}
    </ul>
  )
}
