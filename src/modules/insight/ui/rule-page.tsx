/** What customers are valued by: thresholds and weights in groups, felt after the next run. */
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { ComputeButton } from './compute-button.tsx'
import { RuleFields } from './rule-fields.tsx'
import styles from './insight.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

export function ValueRulePage() {
  const { t } = useTranslation()
  const object = useObject('value_rule')
  const query = useList('value-rules', { limit: 1 })
  if (!object) return null
  return (
    <>
      <PageHeader title={t('insight.rule')} note={t('insight.rule_note')} actions={<ComputeButton />} />
      <div className={styles.page}>
        <Loaded query={query} lines={8} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: labelOf(object.empty_hint) }}>
          {(data) => recordsOf(data).map((rule) => <RuleForm key={`${rule.id} ${rule.version}`} object={object} rule={rule} />)}
        </Loaded>
      </div>
    </>
  )
}

function RuleForm({ object, rule }: { object: ObjectMetadata; rule: RecordData }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const names = object.panels.flatMap((panel) => panel.fields).filter((name) => name !== 'name')
  const saved = Object.fromEntries(names.map((name) => [name, rule[name]]))
  const [draft, setDraft] = useState<Record<string, unknown>>(saved)
  const [fault, setFault] = useState('')
  const changes = Object.fromEntries(names.filter((name) => String(draft[name]) !== String(saved[name])).map((name) => [name, draft[name]]))
  const isChanged = Object.keys(changes).length > 0
  const write = async (body: Record<string, unknown>, options?: { ifMatch: number }) => {
    await api.patch(`/value-rules/${rule.id}`, body, options)
    await client.invalidateQueries({ queryKey: ['records'] })
  }
  const save = async () => {
    setFault('')
    const before = Object.fromEntries(Object.keys(changes).map((name) => [name, saved[name]]))
    try {
      await write(changes, { ifMatch: rule.version })
      toast.done(t('insight.rule_saved'), { undo: () => void write(before).catch(toast.problem) })
    } catch (error) {
      setFault(problemTexts(error))
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className={styles.rules}>
        {object.panels.map((panel) => (
          <Card key={panel.key} title={labelOf(panel.label)}>
            <p className={styles.saying}>{t(`insight.rule.${panel.key}`)}</p>
            <RuleFields fields={panel.fields.filter((name) => name !== 'name').flatMap((name) => object.fields.find((field) => field.name === name) ?? [])} draft={draft} disabled={!rule.can.change} onChange={(name, value) => setDraft((before) => ({ ...before, [name]: value }))} />
          </Card>
        ))}
      </div>
      {fault && <p className={styles.fault} role="alert">{fault}</p>}
      <div className={styles.foot}>
        <Button type="primary" htmlType="submit" disabled={!isChanged || !rule.can.change}>{t('record.save')}</Button>
        {isChanged && <Button onClick={() => setDraft(saved)}>{t('record.cancel')}</Button>}
      </div>
    </form>
  )
}
