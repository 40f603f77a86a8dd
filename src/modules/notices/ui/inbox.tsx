/** One's notifications: unread first, many of one kind in one line. */
import { CheckOutlined, SettingOutlined } from '@ant-design/icons'
import { useQuery, skipToken } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { unreadKey } from '../../../web/client/live.ts'
import { Loaded } from '../../../web/kit/card.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { useInbox, useMarkRead } from './inbox-answer.ts'
import { InboxGroup } from './inbox-group.tsx'
import { sectionsOf } from './inbox-sections.ts'
import { walkEntries } from './walk-entries.ts'
import styles from './notices.module.css'

import type { InboxState } from './inbox-answer.ts'

/** @param onGo when somebody goes where an entry leads */
export function Inbox({ onGo }: { onGo(): void }) {
  const { t } = useTranslation()
  const [state, setState] = useState<InboxState>('all')
  const inbox = useInbox(state)
  const mark = useMarkRead()
  const entries = inbox.data?.pages.flatMap((page) => page.data) ?? []
  return (
    <>
      <div className={styles.states}>
        <Segmented aria-label={t('notices.which')} value={state} onChange={setState} options={(['all', 'unread'] as const).map((value) => ({ value, label: t(`notices.state.${value}`) }))} />
      </div>
      <Loaded query={inbox} lines={6}>
        {() =>
          entries.length === 0 ? (
            <EmptyState title={t(state === 'unread' ? 'notices.all_read' : 'notices.empty')} hint={t('notices.empty_hint')} />
          ) : (
            <div className={styles.inbox} onKeyDown={walkEntries}>
              {sectionsOf(entries).map((section) => (
                <section key={section.key} aria-label={t(`notices.section.${section.key}`)}>
                  <h3 className={styles.sectionTitle}>{t(`notices.section.${section.key}`)}</h3>
                  <ul className={styles.entries}>
                    {section.groups.map((group) => (
                      <InboxGroup key={group.entries[0]?.id} group={group} onGo={onGo} onMark={(which) => mark.mutate(which)} />
                    ))}
                  </ul>
                </section>
              ))}
              {inbox.hasNextPage && (
                <Button type="text" block loading={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
                  {t('notices.more')}
                </Button>
              )}
            </div>
          )
        }
      </Loaded>
    </>
  )
}

/** Beside the title: all at once, and how one wants to be told. */
export function InboxTools({ onGo }: { onGo(): void }) {
  const { t } = useTranslation()
  const mark = useMarkRead()
  const { data: unread = 0 } = useQuery<number>({ queryKey: unreadKey, queryFn: skipToken })
  return (
    <span className={styles.tools}>
      <Button type="text" icon={<CheckOutlined aria-hidden />} disabled={unread === 0} loading={mark.isPending} onClick={() => mark.mutate({ all: true })}>
        {t('notices.read_all')}
      </Button>
      <Link to="/account/notices" className={styles.settings} onClick={onGo} aria-label={t('notices.settings')} title={t('notices.settings')}>
        <SettingOutlined aria-hidden />
      </Link>
    </span>
  )
}
