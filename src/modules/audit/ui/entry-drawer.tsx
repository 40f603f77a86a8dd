/** One entry opened: before and after of every field, where it came from, and the way to everything like it. */
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { Loaded } from '../../../web/kit/card.tsx'
import { formatInstant, formatNumber } from '../../../web/kit/format.ts'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { ChangeList } from '../../../web/records/record/change-words.tsx'
import { ObjectWord, programOf, RecordLink } from './entry-words.tsx'
import styles from './audit-page.module.css'

import type { ReactNode } from 'react'
import type { WholeAuditEntry } from '../audit-shape.ts'
import type { AuditQuery } from './audit-query.ts'

export function EntryDrawer({ id, onClose, onOnly }: { id: string; onClose(): void; onOnly(filter: AuditQuery): void }) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const query = useQuery({ queryKey: ['audit', 'entry', id], queryFn: ({ signal }) => api.get<WholeAuditEntry>(`/audit/${id}`, { signal }), staleTime: 60_000 })
  return (
    <Drawer open onClose={onClose} size={isPhone ? '100%' : 560} title={t('audit.entry')}>
      <Loaded query={query} lines={8}>
        {(entry) => <Entry entry={entry} onOnly={onOnly} />}
      </Loaded>
    </Drawer>
  )
}

function Entry({ entry, onOnly }: { entry: WholeAuditEntry; onOnly(filter: AuditQuery): void }) {
  const { t } = useTranslation()
  const object = useObject(entry.object)
  const details = Object.entries(entry.details ?? {}).filter(([, value]) => value !== null && JSON.stringify(value) !== '{}')
  const causes = Object.entries(entry.cause ?? {})
  const { address, record } = entry
  return (
    <>
      <dl className={styles.facts}>
        <Fact label={t('audit.head.when')}>{formatInstant(entry.at)}</Fact>
        <Fact label={t('audit.head.who')}>
          {entry.actor.name}
          <Only onClick={() => onOnly({ person: entry.actor.id })}>{t('audit.only_person')}</Only>
        </Fact>
        <Fact label={t('audit.head.act')}>
          {labelOf(entry.verb)} <span className={styles.object}><ObjectWord entry={entry} /></span>
        </Fact>
        {record && (
          <Fact label={t('audit.head.record')}>
            <RecordLink entry={entry} />
            <Only onClick={() => onOnly({ object: entry.object, record: record.id })}>{t('audit.only_record')}</Only>
          </Fact>
        )}
        {address && (
          <Fact label={t('audit.address')}>
            {address}
            <Only onClick={() => onOnly({ address })}>{t('audit.only_address')}</Only>
          </Fact>
        )}
        {entry.program && <Fact label={t('audit.program')}>{programOf(t, entry.program)}</Fact>}
        {causes.map(([name, value]) => (
          <Fact key={name} label={t(`audit.cause.${name}`, { defaultValue: t('audit.cause.other') })}>{value}</Fact>
        ))}
        {details.map(([name, value]) => (
          <Fact key={name} label={t(`audit.detail.${name}`, { defaultValue: name })}>{name === 'state' ? t(`audit.state.${String(value)}`, { defaultValue: textOf(value) }) : textOf(value)}</Fact>
        ))}
      </dl>
      {entry.is_erased && <p className={styles.notice}>{t('audit.is_erased')}</p>}
      {entry.fields.length > 0 && (
        <section className={styles.changes}>
          <h3 className={styles.changesTitle}>{t('audit.changes')}</h3>
          <ChangeList object={object} changes={entry.fields} />
        </section>
      )}
      <dl className={styles.ids}>
        <Fact label={t('audit.entry_id')}>{entry.id}</Fact>
        {entry.request_id && <Fact label={t('audit.request_id')}>{entry.request_id}</Fact>}
      </dl>
    </>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Only({ onClick, children }: { onClick(): void; children: ReactNode }) {
  return <Button type="link" size="small" onClick={onClick}>{children}</Button>
}

function textOf(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  return JSON.stringify(value)
}
