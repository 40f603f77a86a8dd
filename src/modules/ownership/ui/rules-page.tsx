/** What the pages of rules have in common: the list with its switches, and one rule beside it. */
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { RuleDrawer } from './rule-drawer.tsx'
import { RuleList } from './rule-list.tsx'
import styles from './ownership.module.css'

import type { ReactNode } from 'react'
import type { RecordData } from '../../../web/client/records.ts'
import type { Draft } from './rule-drawer.tsx'

interface Props {
  objectName: string
  title: string
  note?: string
  fields: readonly string[]
  sort?: string
  words(rule: RecordData): string[]
  preview(draft: Draft, rule: RecordData | undefined): ReactNode
  actions?: ReactNode
  children?: ReactNode
}

export function RulesPage({ objectName, title, note, fields, sort = 'position', words, preview, actions, children }: Props) {
  const { t } = useTranslation()
  const object = useObject(objectName)
  const [open, setOpen] = useState<RecordData | 'new'>()
  const rules = useList(object?.path ?? '', { sort, limit: 200 }, { enabled: object !== undefined })
  if (!object) return null
  const rule = open === 'new' ? undefined : open
  return (
    <>
      <PageHeader
        title={title}
        actions={
          <>
            {actions}
            {object.can.create && (
              <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>
                {t('ownership.rule_new')}
              </Button>
            )}
          </>
        }
      />
      <div className={styles.page}>
        <Card title={t('ownership.rules')} note={note}>
          <Loaded query={rules} lines={3} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('ownership.no_rules'), hint: labelOf(object.empty_hint) }}>
            {(data) => <RuleList object={object} rules={recordsOf(data)} words={words} onOpen={setOpen} />}
          </Loaded>
        </Card>
        {children}
      </div>
      {open && <RuleDrawer key={rule?.id ?? 'new'} object={object} rule={rule} fields={fields} preview={(draft) => preview(draft, rule)} onClose={() => setOpen(undefined)} />}
    </>
  )
}
