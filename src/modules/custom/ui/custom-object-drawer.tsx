/** A new object, or the words of one that is there. */
import { Drawer, Input, Radio, Switch } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../web/client/metadata.tsx'
import { useCreate, usePatch } from '../../../web/client/records.ts'
import { FormEnd } from '../../../web/kit/form-end.tsx'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { belongings, emptyObject, keyOf, objectOf, pluralOf, writtenOf } from './custom-object-model.ts'
import styles from './custom-objects.module.css'

import type { FormEvent } from 'react'
import type { RecordData } from '../../../web/client/records.ts'
import type { CustomObject } from './custom-object-model.ts'

interface Props {
  path: string
  /** Left out for a new one. */
  record?: RecordData
  onClose(): void
}

export function CustomObjectDrawer({ path, record, onClose }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const isPhone = useIsPhone()
  const id = useId()
  const create = useCreate(path)
  const patch = usePatch(path)
  const [draft, setDraft] = useState<CustomObject>(() => (record ? objectOf(record) : emptyObject))
  const [failure, setFailure] = useState('')
  const change = (changes: Partial<CustomObject>) => setDraft((before) => ({ ...before, ...changes }))
  const isNew = record === undefined

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!draft.label.zh.trim() && !draft.label.en.trim()) return setFailure(t('custom.name_needed'))
    const { key, belonging, ...changeable } = writtenOf(draft)
    try {
      if (record) await patch.mutateAsync({ id: record.id, version: record.version, changes: changeable })
      else await create.mutateAsync({ values: { key, belonging, ...changeable } })
      toast.done(t('record.saved', { name: labelOf({ zh: String(changeable.label_zh), en: String(changeable.label_en) }) }))
      onClose()
    } catch (error) {
      setFailure(problemTexts(error))
    }
  }
  const text = (name: string, value: string, more: { limit: number; placeholder?: string; disabled?: boolean; autoFocus?: boolean }, onChange: (value: string) => void) => (
    <>
      <label htmlFor={`${id}-${name}`}>{t(`custom.${name}`)}</label>
      <Input id={`${id}-${name}`} value={value} maxLength={more.limit} placeholder={more.placeholder} disabled={more.disabled} autoFocus={more.autoFocus} onChange={(event) => onChange(event.target.value)} />
    </>
  )
  return (
    <Drawer open size={isPhone ? '100%' : 520} onClose={onClose} title={record ? t('record.edit_title', { name: labelOf(draft.label) }) : t('custom.new')}>
      <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
        {text('label_zh', draft.label.zh, { limit: 60, autoFocus: true }, (zh) => change({ label: { ...draft.label, zh } }))}
        {text('label_en', draft.label.en, { limit: 60 }, (en) => change({ label: { ...draft.label, en } }))}
        {text('plural_en', draft.plural, { limit: 60, placeholder: pluralOf(draft.label.en) }, (plural) => change({ plural }))}
        {text('key', draft.key, { limit: 31, disabled: !isNew, placeholder: draft.label.en ? keyOf(draft) : t('custom.key_hint') }, (key) => change({ key }))}
        <p className={styles.note}>{t(isNew ? 'custom.fixed_later' : 'custom.fixed')}</p>
        <fieldset className={styles.choice}>
          <legend>{t('custom.belonging')}</legend>
          <Radio.Group value={draft.belonging} disabled={!isNew} onChange={(event) => change({ belonging: belongings.find((one) => one === event.target.value) ?? 'customer' })}>
            {belongings.map((belonging) => (
              <Radio key={belonging} value={belonging} className={styles.radio}>
                {t(`custom.belonging_of.${belonging}`)}
                <span className={styles.note}>{t(`custom.belonging_hint.${belonging}`)}</span>
              </Radio>
            ))}
          </Radio.Group>
        </fieldset>
        <label className={styles.switch}>
          <Switch size="small" checked={draft.isInNavigation} onChange={(isInNavigation) => change({ isInNavigation })} />
          {t('custom.in_navigation')}
        </label>
        {text('hint_zh', draft.hint.zh, { limit: 200 }, (zh) => change({ hint: { ...draft.hint, zh } }))}
        {text('hint_en', draft.hint.en, { limit: 200 }, (en) => change({ hint: { ...draft.hint, en } }))}
        <FormEnd failure={failure} isSaving={create.isPending || patch.isPending} onCancel={onClose} />
      </form>
    </Drawer>
  )
}
