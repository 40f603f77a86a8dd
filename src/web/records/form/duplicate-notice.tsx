/** Records that may be the same as the one being typed: a warning, never a wall. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../client/api.ts'
import { keys } from '../../client/records.ts'
import { writableOf } from '../../fields/index.ts'
import styles from './form.module.css'
import { changesOf } from './form-model.ts'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { Values } from './form-model.ts'

interface Candidate {
  id: string
  number?: string
  name: string
  score: number
  reasons: string[]
}

const queryName = 'duplicates'

export function DuplicateNotice({ object, values }: { object: ObjectMetadata; values: Values }) {
  const { t } = useTranslation()
  const isOffered = object.queries.includes(queryName)
  const typed = useSettled(JSON.stringify(changesOf(object, values, undefined, writableOf)))
  const found = useQuery({
    queryKey: [...keys.lists(object.path), queryName, typed],
    queryFn: ({ signal }) => api.post<{ data: Candidate[] }>(`/${object.path}/${queryName}`, JSON.parse(typed), { signal }),
    enabled: isOffered && typed.length > 2,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const candidates = found.data?.data ?? []
  if (!isOffered || candidates.length === 0) return null
  return (
    <aside className={styles.duplicates} role="status">
      <p className={styles.duplicatesTitle}>{t('form.duplicates', { count: candidates.length })}</p>
      <ul>
        {candidates.slice(0, 5).map((candidate) => (
          <li key={candidate.id}>
            <Link to={`/${object.path}/${candidate.id}`} target="_blank">
              {candidate.name}
            </Link>{' '}
            <span className={styles.hint}>
              {[candidate.number, ...candidate.reasons.map((code) => t(`form.reason.${code}`, { defaultValue: code }))].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </aside>
  )
}

/** The text once it has rested for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 400)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
