/** The entries: a table on a desk, cards on a phone. The time of each opens it. */
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../web/client/metadata.tsx'
import { formatDateTime, formatInstant } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { ObjectWord, originOf, RecordLink, Summary } from './entry-words.tsx'
import styles from './audit-page.module.css'

import type { AuditEntry } from '../audit-shape.ts'

interface Props {
  entries: AuditEntry[]
  openId: string | undefined
  onOpen(id: string): void
}

export function EntryList(props: Props) {
  return useIsPhone() ? <Cards {...props} /> : <Table {...props} />
}

function Table({ entries, openId, onOpen }: Props) {
  const { t } = useTranslation()
  const heads = ['when', 'who', 'act', 'record', 'content', 'origin'] as const
  return (
    <ScrollBox label={t('audit.entries')} className={styles.tableBox}>
      <table className={styles.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className={styles[head]}>{t(`audit.head.${head}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id} className={entry.id === openId ? styles.openRow : undefined} onClick={(event) => isPlainClick(event.target) && onOpen(entry.id)}>
              <td className={styles.when}>
                <button type="button" className={styles.opener} onClick={() => onOpen(entry.id)} aria-haspopup="dialog">
                  <time dateTime={entry.at}>{formatInstant(entry.at)}</time>
                </button>
              </td>
              <td>{entry.actor.name}</td>
              <td className={entry.kind.endsWith('_failed') ? styles.failed : undefined}>{labelOf(entry.verb)}</td>
              <td>
                <span className={styles.recordCell}>
                  <span className={styles.object}><ObjectWord entry={entry} /></span>
                  <RecordLink entry={entry} />
                </span>
              </td>
              <td className={styles.summary}><Summary entry={entry} /></td>
              <td className={styles.originCell}>{originOf(t, entry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** Links and buttons inside of a row do what they say. */
function isPlainClick(target: EventTarget): boolean {
  return target instanceof Element && !target.closest('a, button')
}

function Cards({ entries, onOpen }: Props) {
  const { t } = useTranslation()
  return (
    <ul className={styles.cards} aria-label={t('audit.entries')}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles.card}>
          <button type="button" className={styles.cardOpener} onClick={() => onOpen(entry.id)} aria-haspopup="dialog">
            <span className={styles.cardHead}>
              <strong>{entry.actor.name}</strong>
              <span className={entry.kind.endsWith('_failed') ? styles.failed : undefined}>{labelOf(entry.verb)}</span>
              <span className={styles.object}><ObjectWord entry={entry} /></span>
              <time className={styles.cardTime} dateTime={entry.at}>{formatDateTime(entry.at, 'short')}</time>
            </span>
            {entry.record?.name && <span className={styles.cardRecord}>{entry.record.name}</span>}
            <span className={styles.cardNote}><Summary entry={entry} /></span>
            {originOf(t, entry) && <span className={styles.cardNote}>{originOf(t, entry)}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
