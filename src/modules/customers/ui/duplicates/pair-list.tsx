/** Pairs by likelihood, each with its reasons in words. */
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../../web/client/metadata.tsx'
import { formatPercent } from '../../../../web/kit/format.ts'
import { referencesOf } from '../../../../web/fields/reference-select.tsx'
import styles from './duplicates.module.css'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { RecordData } from '../../../../web/client/records.ts'

interface Props {
  object: ObjectMetadata
  pairs: RecordData[]
  current: string | undefined
  onOpen(id: string): void
}

export function PairList({ object, pairs, current, onOpen }: Props) {
  const { t } = useTranslation()
  return (
    <ul className={styles.pairs} aria-label={t('customers.duplicates.pairs')}>
      {pairs.map((pair) => (
        <li key={pair.id}>
          <button type="button" className={pair.id === current ? styles.openPair : styles.pair} aria-current={pair.id === current} onClick={() => onOpen(pair.id)}>
            <span className={styles.score}>{formatPercent(pair.score)}</span>
            <span className={styles.pairNames}>
              {['left', 'right'].map((side) => (
                <span key={side}>{referencesOf(pair[side])[0]?.name}</span>
              ))}
              <span className={styles.quiet}>{reasonsOf(object, pair).join(' · ')}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

export function reasonsOf(object: ObjectMetadata, pair: RecordData): string[] {
  const options = object.fields.find(({ name }) => name === 'reasons')?.options ?? []
  const codes = Array.isArray(pair.reasons) ? pair.reasons.map(String) : []
  return codes.map((code) => options.find(({ key }) => key === code)).flatMap((option) => (option ? [labelOf(option.label)] : []))
}
