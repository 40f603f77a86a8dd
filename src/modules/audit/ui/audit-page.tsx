/** The audit log: who did what, when and from where, and whether the log itself is whole. */
import { DownloadOutlined, FilterOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { useSession } from '../../../web/client/session.tsx'
import { Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { useAuditQuery, useEntries } from './audit-query.ts'
import { ChainCard } from './chain-card.tsx'
import { EntryDrawer } from './entry-drawer.tsx'
import { EntryList } from './entry-list.tsx'
import styles from './audit-page.module.css'

import type { AuditQuery } from './audit-query.ts'

export function AuditPage() {
  const { abilities } = useSession()
  return abilities.reads_audit === true ? <AuditLog /> : <NotFound />
}

function AuditLog() {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const { query, entry, setFilter, clear, open, only } = useAuditQuery()
  const [isFilterOpen, setIsFilterOpen] = useState(false)
  const entries = useEntries(query)
  const asked = Object.keys(query).length
  return (
    <>
      <PageHeader title={t('audit.title')} actions={<FileMenu query={query} />} />
      <div className={styles.page} aria-busy={entries.isFetching}>
        <ChainCard onOpen={open} />
        {isPhone && (
          <Button icon={<FilterOutlined aria-hidden />} aria-expanded={isFilterOpen} onClick={() => setIsFilterOpen((before) => !before)}>
            {asked > 0 ? t('audit.filters_set', { count: asked }) : t('audit.filters')}
          </Button>
        )}
        {(!isPhone || isFilterOpen) && <AuditFilters query={query} onChange={setFilter} onClear={clear} />}
        <Loaded
          query={entries}
          lines={10}
          isEmpty={({ pages }) => pages[0]?.data.length === 0}
          empty={{ title: t('audit.empty'), hint: t(asked > 0 ? 'audit.empty_filtered' : 'audit.empty_hint'), action: asked > 0 ? <Button onClick={clear}>{t('audit.clear')}</Button> : undefined }}
        >
          {({ pages }) => (
            <div className={entries.isPlaceholderData ? styles.old : undefined}>
              <EntryList entries={pages.flatMap((page) => page.data)} openId={entry} onOpen={open} />
              {entries.hasNextPage && (
                <Button className={styles.more} loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
                  {t('audit.earlier')}
                </Button>
              )}
            </div>
          )}
        </Loaded>
      </div>
      {entry && <EntryDrawer id={entry} onClose={() => open(undefined)} onOnly={only} />}
    </>
  )
}

function FileMenu({ query }: { query: AuditQuery }) {
  const { t } = useTranslation()
  const items = (['csv', 'xlsx'] as const).map((format) => ({
    key: format,
    label: <a href={api.url('/audit/file', { ...query, format })} download>{t(`audit.file.${format}`)}</a>,
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined aria-hidden />}>{t('audit.file')}</Button>
    </Dropdown>
  )
}
