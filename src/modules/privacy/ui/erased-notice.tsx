/** While somebody new is typed: this number or address belongs to a person who was erased. A warning, never a wall. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { formatDate } from '../../../web/kit/format.ts'
import styles from './privacy.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'

interface Erased {
  number: string
  ground: string
  erased_at: string
}

export function ErasedNotice({ object, values }: { object: ObjectMetadata; values: Record<string, unknown> }) {
  const { t } = useTranslation()
  const grounds = useObject('erasure')?.fields.find((field) => field.name === 'ground')?.options ?? []
  const typed = useSettled(JSON.stringify(Object.fromEntries(object.fields.filter(({ type }) => type === 'phone' || type === 'mail').map(({ name }) => [name, values[name] ?? null]))))
  const found = useQuery({
    queryKey: ['erased-returns', object.name, typed],
    queryFn: ({ signal }) => api.post<{ data: Erased[] }>('/erased-returns/look', { object: object.name, values: JSON.parse(typed) }, { signal }),
    enabled: /\d{5}|@/.test(typed),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (found.data?.data ?? []).map(({ number, ground, erased_at }) => {
    const label = grounds.find(({ key }) => key === ground)?.label
    return (
      <p key={number} className={styles.formNotice} role="status">
        {t('privacy.notice_before', { day: formatDate(erased_at), number, ground: label ? labelOf(label) : '' })}
      </p>
    )
  })
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
