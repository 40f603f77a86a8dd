/** Where a document came from and what became of it: one line a document, in the order of a sale. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatDate, formatMoney } from '../../../web/kit/format.ts'
import styles from './trail.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { TrailEntry } from '../queries/trail.ts'

const ways = ['back', 'here', 'on'] as const

interface Answer {
  data: TrailEntry[]
  has_more: boolean
}

/** On every page whose object has a trail; nothing where the document stands alone. */
export function TrailBox({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  return object.queries.includes('trail') ? <TrailCard object={object} id={record.id} version={record.version} /> : null
}

function TrailCard({ object, id, version }: { object: ObjectMetadata; id: string; version: unknown }) {
  const { t } = useTranslation()
  const answer = useQuery({
    queryKey: ['records', object.path, id, 'trail', version],
    queryFn: ({ signal }) => api.post<Answer>(`/${object.path}/${id}/trail`, {}, { signal }),
    placeholderData: (before) => before,
  })
  const entries = answer.data?.data ?? []
  if (entries.length < 2) return null
  return (
    <div className={styles.box}>
      <Card title={t('documents.trail')}>
        {ways.map((way) => {
          const those = entries.filter((entry) => entry.way === way)
          return those.length === 0 ? null : (
            <section key={way} className={styles.part} aria-label={t(`documents.${way}`)}>
              <h3 className={styles.way}>{t(`documents.${way}`)}</h3>
              <ol className={styles.list}>
                {those.map((entry) => (
                  <Entry key={entry.id} entry={entry} />
                ))}
              </ol>
            </section>
          )
        })}
        {answer.data?.has_more && <p className={styles.more}>{t('documents.more')}</p>}
      </Card>
    </div>
  )
}

function Entry({ entry }: { entry: TrailEntry }) {
  const { objects } = useMetadata()
  const object = objects.find(({ name }) => name === entry.object)
  if (!object) return null
  const status = object.fields.find(({ name }) => name === 'status')
  const name = entry.number ?? entry.title ?? labelOf(object.label)
  return (
    <li className={styles.entry} aria-current={entry.way === 'here' ? 'page' : undefined}>
      <span className={styles.kind}>{labelOf(object.label)}</span>
      <span className={styles.name}>
        {entry.way === 'here' ? <strong>{name}</strong> : <Link to={`/${object.path}/${entry.id}`}>{name}</Link>}
        {entry.title && entry.title !== name && <small>{entry.title}</small>}
      </span>
      <span className={styles.status}>{status && entry.status && <ChoiceLabel field={status} option={entry.status} />}</span>
      <span className={styles.amount}>{entry.amount !== null && formatMoney(entry.amount, entry.currency ? { currency: entry.currency } : undefined)}</span>
      <time className={styles.day} dateTime={entry.day ?? undefined}>{entry.day && formatDate(entry.day)}</time>
    </li>
  )
}
