/** One notification, or many of one kind in a line that opens. */
import { CheckOutlined, DownOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { formatDateTime, timeAgo } from '../../../web/kit/format.ts'
import { fileOf, usePlaceOf } from './inbox-answer.ts'
import styles from './notices.module.css'

import type { InboxEntry, Marked } from './inbox-answer.ts'
import type { Section } from './inbox-sections.ts'

interface Props {
  group: Section['groups'][number]
  onGo(): void
  onMark(which: Marked): void
}

export function InboxGroup({ group, onGo, onMark }: Props) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const [newest, ...others] = group.entries
  if (!newest) return null
  if (others.length === 0) return <Entry entry={newest} onGo={onGo} onMark={onMark} />
  const unread = group.entries.filter((entry) => !entry.is_read).map((entry) => entry.id)
  return (
    <>
      <li className={styles.entry}>
        <span className={unread.length > 0 ? styles.dot : styles.noDot} aria-hidden />
        <button type="button" className={styles.body} data-entry aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <span className={styles.text}>
            {isOpen ? <DownOutlined aria-hidden className={styles.arrow} /> : <RightOutlined aria-hidden className={styles.arrow} />}
            {t('notices.many', { label: group.label, count: group.entries.length })}
          </span>
          <span className={styles.quote}>{newest.text}</span>
        </button>
        {unread.length > 0 && <MarkButton onClick={() => onMark({ ids: unread })} />}
      </li>
      {isOpen && group.entries.map((entry) => <Entry key={entry.id} entry={entry} isInner onGo={onGo} onMark={onMark} />)}
    </>
  )
}

function Entry({ entry, isInner, onGo, onMark }: { entry: InboxEntry; isInner?: boolean; onGo(): void; onMark(which: Marked): void }) {
  const placeOf = usePlaceOf()
  const { t } = useTranslation()
  const file = fileOf(entry)
  const to = placeOf(entry)
  const open = () => {
    if (!entry.is_read) onMark({ ids: [entry.id] })
    if (to) onGo()
  }
  const words = (
    <>
      {!entry.is_read && <span className="visually-hidden">{t('notices.is_unread')}</span>}
      <span className={styles.text}>{entry.text}</span>
      {entry.quote && <span className={styles.quote}>{entry.quote}</span>}
      <time className={styles.time} dateTime={entry.at} title={formatDateTime(entry.at)}>
        {timeAgo(entry.at)}
        {entry.is_done && ` · ${t('notices.is_done')}`}
        {file && ` · ${t('notices.save_file')}`}
      </time>
    </>
  )
  return (
    <li className={`${styles.entry} ${isInner ? styles.inner : ''} ${entry.is_read ? styles.wasRead : ''}`}>
      <span className={entry.is_read ? styles.noDot : styles.dot} aria-hidden />
      {file ? (
        <a href={file} download className={styles.body} data-entry onClick={() => !entry.is_read && onMark({ ids: [entry.id] })}>
          {words}
        </a>
      ) : to ? (
        <Link to={to} className={styles.body} data-entry onClick={open}>
          {words}
        </Link>
      ) : (
        <button type="button" className={styles.body} data-entry onClick={open}>
          {words}
        </button>
      )}
      {!entry.is_read && <MarkButton onClick={() => onMark({ ids: [entry.id] })} />}
    </li>
  )
}

function MarkButton({ onClick }: { onClick(): void }) {
  const { t } = useTranslation()
  return <Button type="text" size="small" data-mark className={styles.mark} icon={<CheckOutlined aria-hidden />} aria-label={t('notices.mark_read')} title={t('notices.mark_read')} onClick={onClick} />
}
