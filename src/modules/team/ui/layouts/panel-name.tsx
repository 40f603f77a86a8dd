/** What a panel is called, in both languages. */
import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../../web/client/metadata.tsx'
import styles from './layouts.module.css'

import type { FormEvent } from 'react'
import type { Label } from '../../../../kernel/definitions/label.ts'
import type { Panel } from './layout-model.ts'

/** @param props.panel left out for a new one */
export function PanelName({ panel, onClose, onNamed }: { panel?: Panel; onClose(): void; onNamed(label: Label): void }) {
  const { t } = useTranslation()
  const id = useId()
  const [label, setLabel] = useState<Label>(panel?.label ?? { zh: '', en: '' })
  const [isMissing, setIsMissing] = useState(false)
  const done = (event: FormEvent) => {
    event.preventDefault()
    const trimmed = { zh: label.zh.trim(), en: label.en.trim() }
    if (!trimmed.zh || !trimmed.en) return setIsMissing(true)
    onNamed(trimmed)
  }
  return (
    <Modal open title={panel ? t('team.layout.rename', { name: labelOf(panel.label) }) : t('team.layout.add_panel')} onCancel={onClose} footer={null} width={420}>
      <form className={styles.dialog} onSubmit={done} noValidate>
        {(['zh', 'en'] as const).map((language, index) => (
          <label key={language} htmlFor={`${id}-${language}`}>
            {t(`team.custom.label_${language}`)}
            <Input id={`${id}-${language}`} value={label[language]} maxLength={100} autoFocus={index === 0} status={isMissing && !label[language].trim() ? 'error' : undefined} aria-invalid={isMissing && !label[language].trim()} onChange={(event) => setLabel({ ...label, [language]: event.target.value })} />
          </label>
        ))}
        {isMissing && (
          <p className={styles.failure} role="alert">
            {t('team.layout.both_names')}
          </p>
        )}
        <div className={styles.dialogEnd}>
          <Button onClick={onClose}>{t('form.cancel')}</Button>
          <Button type="primary" htmlType="submit">
            {t(panel ? 'team.layout.apply' : 'team.layout.make')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
