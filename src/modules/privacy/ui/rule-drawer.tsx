/** A rule, and beside it whom it would reach today and in ninety days: seen before it is switched on. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input, InputNumber, Segmented, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ProblemError } from '../../../web/client/api.ts'
import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { problemText } from '../../../web/kit/problem-text.ts'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { FilterBuilder } from '../../../web/records/filter/filter-builder.tsx'
import { RulePreview } from './rule-preview.tsx'
import styles from './privacy.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Filter, RecordData } from '../../../web/client/records.ts'

interface Props {
  object: ObjectMetadata
  rule?: RecordData
  onClose(): void
}

export function RuleDrawer({ object, rule, onClose }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const isPhone = useIsPhone()
  const toast = useToast()
  const client = useQueryClient()
  const { objects } = useMetadata()
  const [draft, setDraft] = useState({
    name: String(rule?.name ?? ''),
    object: String(rule?.object ?? 'customer'),
    condition: filterOf(rule?.condition),
    months: Number(rule?.months ?? 24),
    act: String(rule?.act ?? 'bin'),
    mode: String(rule?.mode ?? 'reviewed'),
  })
  const [fault, setFault] = useState('')
  const [isSaving, setIsSaving] = useState(false)
  const set = (changes: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...changes }))
  const choices = (name: string) => (object.fields.find((field) => field.name === name)?.options ?? []).map(({ key, label }) => ({ value: key, label: labelOf(label) }))
  const timed = new Set(objects.filter((each) => each.has_timeline).map(({ name }) => name))
  const ruled = objects.filter((each) => each.can.delete && (timed.has(each.name) || each.fields.some((field) => field.target && timed.has(field.target))))
  const target = objects.find(({ name }) => name === draft.object)
  const save = async () => {
    setIsSaving(true)
    try {
      const body = { ...draft, name: draft.name.trim() }
      if (rule) await api.patch(`/${object.path}/${rule.id}`, body, { ifMatch: rule.version })
      else await api.post(`/${object.path}`, body)
      await client.invalidateQueries({ queryKey: ['records', object.path] })
      toast.done(t('record.saved', { name: body.name }))
      onClose()
    } catch (error) {
      setFault(error instanceof ProblemError && error.errors[0] ? error.errors[0].message : problemText(error))
      setIsSaving(false)
    }
  }
  return (
    <Drawer
      open
      size={isPhone ? '100%' : 760}
      onClose={onClose}
      title={rule ? String(rule.name) : t('privacy.rule_new')}
      footer={
        <div className={styles.bar}>
          <Button type="primary" loading={isSaving} disabled={!draft.name.trim()} onClick={() => void save()}>
            {t('record.save')}
          </Button>
          <Button onClick={onClose}>{t('record.cancel')}</Button>
          {fault && (
            <span className={styles.fault} role="alert">
              {fault}
            </span>
          )}
        </div>
      }
    >
      <div className={styles.form}>
        <label htmlFor={`${id}-name`}>{t('privacy.rule_name')}</label>
        <Input id={`${id}-name`} value={draft.name} maxLength={200} autoFocus={!rule} onChange={(event) => set({ name: event.target.value })} />
        <div className={styles.two}>
          <div>
            <label htmlFor={`${id}-object`}>{t('privacy.rule_object')}</label>
            <Select id={`${id}-object`} value={draft.object} onChange={(name) => set({ object: name, condition: {} })} options={ruled.map((each) => ({ value: each.name, label: labelOf(each.plural_label) }))} />
          </div>
          <div>
            <label htmlFor={`${id}-months`}>{t('privacy.rule_months')}</label>
            <InputNumber id={`${id}-months`} min={1} max={600} precision={0} value={draft.months} onChange={(months) => set({ months: months ?? 1 })} style={{ width: '100%' }} />
          </div>
        </div>
        <span className={styles.label}>{t('privacy.rule_condition')}</span>
        {target && <FilterBuilder key={target.name} object={target} filter={draft.condition} onChange={(condition) => set({ condition })} />}
        <div className={styles.two}>
          <div>
            <span className={styles.label}>{t('privacy.rule_act')}</span>
            <Segmented value={draft.act} onChange={(act) => set({ act })} options={target?.person ? choices('act') : choices('act').filter(({ value }) => value === 'bin')} block />
          </div>
          <div>
            <span className={styles.label}>{t('privacy.rule_mode')}</span>
            <Segmented value={draft.mode} onChange={(mode) => set({ mode })} options={choices('mode')} block />
          </div>
        </div>
        {target && <RulePreview path={object.path} target={target} rule={draft} />}
      </div>
    </Drawer>
  )
}

function filterOf(value: unknown): Filter {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
