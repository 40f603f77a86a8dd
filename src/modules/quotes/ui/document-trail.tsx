/** Where a document came from and what became of it. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card } from '../../../web/kit/card.tsx'
import { formatMoney } from '../../../web/kit/format.ts'
import styles from './quotes.module.css'

import type { Filter, RecordData } from '../../../web/client/records.ts'

export function DocumentTrail({ object, record }: { object: 'quote' | 'contract'; record: RecordData }) {
  const { t } = useTranslation()
  const root = idOf(record.root) ?? record.id
  const quoteId = idOf(record.quote)
  const versions = useDocuments('quotes', object === 'quote' ? { or: [{ id: root }, { root }] } : { id: quoteId ?? record.id }, 'version_number', object === 'quote' || quoteId !== undefined)
  const contractRoot = idOf(record.amends) ?? record.id
  const contracts = useDocuments('contracts', object === 'quote' ? { quote: record.id } : { or: [{ id: contractRoot }, { amends: contractRoot }] }, 'created_at', true)
  const documents = [...versions.map((each) => ({ path: 'quotes', object: 'quote', each })), ...contracts.map((each) => ({ path: 'contracts', object: 'contract', each }))]
  if (documents.length < 2) return null
  return (
    <div className={styles.beside}>
      <Card title={t('quotes.trail')}>
        <ol className={styles.trail}>
          {documents.map(({ path, object: name, each }) => (
            <TrailEntry key={each.id} path={path} object={name} record={each} isThis={each.id === record.id} />
          ))}
        </ol>
      </Card>
    </div>
  )
}

function useDocuments(path: string, filter: Filter, sort: string, enabled: boolean): RecordData[] {
  const list = useList(path, { filter, sort, limit: 20 }, { enabled })
  return enabled ? recordsOf(list.data) : []
}

function TrailEntry({ path, object: name, record, isThis }: { path: string; object: string; record: RecordData; isThis: boolean }) {
  const { t } = useTranslation()
  const object = useObject(name)
  const state = object?.fields.find((field) => field.name === 'status')?.options?.find(({ key }) => key === record.status)
  const version = Number(record.version_number ?? 1)
  const text = `${object ? labelOf(object.label) : ''} ${String(record.number)}${version > 1 ? ` ${t('quotes.version', { n: version })}` : ''}`
  return (
    <li aria-current={isThis ? 'page' : undefined}>
      {isThis ? <strong>{text}</strong> : <Link to={`/${path}/${record.id}`}>{text}</Link>}
      <span className={styles.trailFacts}>
        {state ? labelOf(state.label) : ''} · {formatMoney(record.total)}
      </span>
    </li>
  )
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : undefined
}
