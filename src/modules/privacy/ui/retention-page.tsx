/** How long records are kept: the rules, and what they propose to let go. */
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { ProposalsTable } from './proposals-table.tsx'
import { RuleDrawer } from './rule-drawer.tsx'
import { RuleList } from './rule-list.tsx'
import styles from './privacy.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function RetentionPage() {
  const { t } = useTranslation()
  const object = useObject('retention_rule')
  const proposals = useObject('retention_proposal')
  const [open, setOpen] = useState<RecordData | 'new'>()
  const rules = useList(object?.path ?? '', { sort: 'name', limit: 200 }, { enabled: object !== undefined })
  const proposed = useList(proposals?.path ?? '', { filter: { status: 'proposed' }, sort: 'last_activity_at', limit: 200, count: 'exact' }, { enabled: proposals !== undefined })
  if (!object) return null
  const add = object.can.create && (
    <Button icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>
      {t('privacy.rule_new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('privacy.retention')} note={t('privacy.retention_note')} actions={add} />
      <div className={styles.page}>
        {proposals && (
          <Card title={t('privacy.proposals')} note={proposed.data?.pages[0]?.total || undefined}>
            <Loaded query={proposed} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('privacy.proposals_none'), hint: t('privacy.proposals_none_hint') }}>
              {(data) => <ProposalsTable object={proposals} proposals={recordsOf(data)} />}
            </Loaded>
          </Card>
        )}
        <Card title={t('privacy.rules')}>
          <Loaded query={rules} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('privacy.rules_none'), hint: t('privacy.rules_none_hint'), action: add }}>
            {(data) => <RuleList object={object} rules={recordsOf(data)} onOpen={setOpen} />}
          </Loaded>
        </Card>
      </div>
      {open && <RuleDrawer object={object} rule={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  )
}
