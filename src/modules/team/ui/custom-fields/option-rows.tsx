import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'

import { emptyOption } from './custom-field-model.ts'
import styles from './custom-fields.module.css'

import type { Option } from './custom-field-model.ts'

/** The options of a choice in both languages; Enter in the last one adds another. */
export function OptionRows({ options, onChange }: { options: Option[]; onChange(options: Option[]): void }) {
  const { t } = useTranslation()
  const change = (index: number, language: 'zh' | 'en', text: string) => onChange(options.map((option, place) => (place === index ? { ...option, label: { ...option.label, [language]: text } } : option)))
  return (
    <fieldset className={styles.options}>
      <legend>{t('team.custom.options')}</legend>
      {options.map((option, index) => (
        <div key={index} className={styles.option}>
          {(['zh', 'en'] as const).map((language) => (
            <Input
              key={language}
              value={option.label[language]}
              maxLength={100}
              placeholder={t(`team.custom.option_${language}`)}
              aria-label={`${t(`team.custom.option_${language}`)} ${index + 1}`}
              onChange={(event) => change(index, language, event.target.value)}
              onPressEnter={(event) => {
                event.preventDefault()
                if (index === options.length - 1) onChange([...options, emptyOption()])
              }}
            />
          ))}
          <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('team.custom.remove_option', { number: index + 1 })} onClick={() => onChange(options.toSpliced(index, 1))} />
        </div>
      ))}
      <Button type="link" size="small" icon={<PlusOutlined aria-hidden />} onClick={() => onChange([...options, emptyOption()])}>
        {t('fields.another')}
      </Button>
    </fieldset>
  )
}
