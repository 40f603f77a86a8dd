/** A new field, or the words and options of one that is there. */
import { Drawer, Input, InputNumber, Select, Switch } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata } from '../../../../web/client/metadata.tsx'
import { useCreate, usePatch } from '../../../../web/client/records.ts'
import { FormEnd } from '../../../../web/kit/form-end.tsx'
import { keyFrom } from '../../../../web/kit/named-in-both.ts'
import { problemTexts } from '../../../../web/kit/problem-text.ts'
import { useToast } from '../../../../web/kit/toast.tsx'
import { useIsPhone } from '../../../../web/kit/use-media.ts'
import { customTypes, emptyField, fieldOf, hasDigits, hasOptions, hasTarget, takesFormula, writtenOf } from './custom-field-model.ts'
import { FormulaInput } from './formula-input.tsx'
import { OptionRows } from './option-rows.tsx'
import { RequirementInput } from './requirement-input.tsx'
import styles from './custom-fields.module.css'

import type { FormEvent } from 'react'
import type { RecordData } from '../../../../web/client/records.ts'
import type { CustomField } from './custom-field-model.ts'

interface Props {
  path: string
  /** Left out for a new one. */
  record?: RecordData
  /** What a new one belongs to. */
  object?: string
  onClose(): void
}

export function CustomFieldDrawer({ path, record, object, onClose }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const isPhone = useIsPhone()
  const id = useId()
  const { objects } = useMetadata()
  const create = useCreate(path)
  const patch = usePatch(path)
  const [draft, setDraft] = useState<CustomField>(() => (record ? fieldOf(record) : emptyField(object ?? 'customer')))
  const [failure, setFailure] = useState('')
  const change = (changes: Partial<CustomField>) => setDraft((before) => ({ ...before, ...changes }))
  const isNew = record === undefined

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!draft.label.zh.trim() && !draft.label.en.trim()) return setFailure(t('team.custom.name_needed'))
    const { object: of, key, type, ...changeable } = writtenOf(draft)
    try {
      if (record) await patch.mutateAsync({ id: record.id, version: record.version, changes: changeable })
      else await create.mutateAsync({ values: { object: of, key, type, ...changeable } })
      toast.done(t('record.saved', { name: labelOf({ zh: String(changeable.label_zh), en: String(changeable.label_en) }) }))
      onClose()
    } catch (error) {
      setFailure(problemTexts(error))
    }
  }
  return (
    <Drawer open size={isPhone ? '100%' : 520} onClose={onClose} title={record ? t('record.edit_title', { name: labelOf(draft.label) }) : t('team.custom.new')}>
      <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
        <label htmlFor={`${id}-object`}>{t('team.custom.object')}</label>
        <Select id={`${id}-object`} value={draft.object} disabled={!isNew} onChange={(name) => change({ object: name })} options={objects.map(({ name, label }) => ({ value: name, label: labelOf(label) }))} showSearch={{ optionFilterProp: 'label' }} />
        <label htmlFor={`${id}-zh`}>{t('team.custom.label_zh')}</label>
        <Input id={`${id}-zh`} value={draft.label.zh} maxLength={100} onChange={(event) => change({ label: { ...draft.label, zh: event.target.value } })} autoFocus />
        <label htmlFor={`${id}-en`}>{t('team.custom.label_en')}</label>
        <Input id={`${id}-en`} value={draft.label.en} maxLength={100} onChange={(event) => change({ label: { ...draft.label, en: event.target.value } })} />
        <label htmlFor={`${id}-type`}>{t('team.custom.type_of')}</label>
        <Select id={`${id}-type`} value={draft.type} disabled={!isNew} onChange={(type) => change({ type })} options={customTypes.map((type) => ({ value: type, label: t(`team.custom.type.${type}`) }))} />
        <label htmlFor={`${id}-key`}>{t('team.custom.key')}</label>
        <Input id={`${id}-key`} value={draft.key} disabled={!isNew} maxLength={41} placeholder={draft.label.en ? keyFrom(draft.label.en, 'field') : t('team.custom.key_hint')} onChange={(event) => change({ key: event.target.value })} aria-describedby={`${id}-fixed`} />
        <p id={`${id}-fixed`} className={styles.note}>
          {t(isNew ? 'team.custom.fixed_later' : 'team.custom.fixed')}
        </p>
        {hasOptions(draft.type) && <OptionRows options={draft.options} onChange={(options) => change({ options })} />}
        {hasTarget(draft.type) && (
          <>
            <label htmlFor={`${id}-target`}>{t('team.custom.target')}</label>
            <Select
              id={`${id}-target`}
              value={draft.target || undefined}
              disabled={!isNew}
              placeholder={t('team.custom.target_hint')}
              onChange={(target: string) => change({ target })}
              options={objects.filter(({ is_searchable: isFound }) => isFound).map(({ name, label }) => ({ value: name, label: labelOf(label) }))}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </>
        )}
        {hasDigits(draft.type) && (
          <>
            <label htmlFor={`${id}-scale`}>{t('team.custom.scale')}</label>
            <InputNumber id={`${id}-scale`} value={draft.scale} min={0} max={8} precision={0} onChange={(scale) => change({ scale })} />
          </>
        )}
        {takesFormula(draft.type) && (
          <label className={styles.switch}>
            <Switch size="small" checked={draft.formula !== null} onChange={(isFormula) => change({ formula: isFormula ? '' : null })} />
            {t('team.custom.by_formula')}
          </label>
        )}
        {takesFormula(draft.type) && draft.formula !== null ? <FormulaInput draft={draft} onChange={(formula) => change({ formula })} /> : <RequirementInput draft={draft} onChange={change} />}
        <FormEnd failure={failure} isSaving={create.isPending || patch.isPending} onCancel={onClose} />
      </form>
    </Drawer>
  )
}
