/** The lines of the company in the order in which they are looked at: the first that fits decides. */
import { PlusOutlined } from '@ant-design/icons'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList, usePatch } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { useOccasions } from './approval-answer.ts'
import { LineDrawer } from './line-drawer.tsx'
import { useLineWords } from './use-line-words.ts'
import styles from './approvals.module.css'

import type { RecordData } from '../../../web/client/records.ts'
import type { OccasionAnswer } from './approval-answer.ts'

export function ApprovalLinesPage() {
  const { t } = useTranslation()
  const object = useObject('approval_line')
  const [open, setOpen] = useState<RecordData | 'new'>()
  const query = useList('approval-lines', { sort: 'position', limit: 200 })
  const wordsOf = useLineWords(recordsOf(query.data))
  const occasions = useOccasions().data?.data ?? []
  if (!object) return null
  const add = object.can.create && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} disabled={occasions.length === 0} onClick={() => setOpen('new')}>
      {t('approvals.line_new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('approvals.lines')} note={t('approvals.lines_note')} actions={add} />
      <div className={styles.page}>
        <Loaded query={query} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: labelOf(object.empty_hint) }}>
          {(data) => [...Map.groupBy(recordsOf(data), (line) => `${String(line.object)} ${String(line.occasion)}`)].map(([key, lines]) => (
            <Card key={key} title={titleOf(occasions, key)}>
              <ul className={styles.lines}>
                {lines.map((line) => (
                  <Line key={line.id} line={line} words={wordsOf(line)} onOpen={() => setOpen(line)} />
                ))}
              </ul>
            </Card>
          ))}
        </Loaded>
      </div>
      {open && <LineDrawer object={object} line={open === 'new' ? undefined : open} occasions={occasions} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function Line({ line, words, onOpen }: { line: RecordData; words: string; onOpen(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const patch = usePatch('approval-lines')
  const turn = (is_active: boolean) => patch.mutate({ id: line.id, version: line.version, changes: { is_active } }, { onError: toast.problem })
  return (
    <li className={styles.line}>
      <Switch checked={line.is_active === true} disabled={!line.can.change} onChange={turn} aria-label={t('approvals.line_on', { name: String(line.name) })} />
      <div className={styles.lineText}>
        <button type="button" disabled={!line.can.change} onClick={onOpen}>
          {String(line.name)}
        </button>
        <p>{words}</p>
      </div>
    </li>
  )
}

function titleOf(occasions: readonly OccasionAnswer[], key: string): string {
  const found = occasions.find(({ object, occasion }) => `${object} ${occasion}` === key)
  return found ? labelOf(found.label) : key
}
