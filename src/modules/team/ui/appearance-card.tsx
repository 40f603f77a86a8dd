import { Radio } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { setLanguage, useLanguage } from '../../../web/client/i18n.ts'
import { Card } from '../../../web/kit/card.tsx'
import { setThemeChoice, useThemeChoice } from '../../../web/kit/theme.ts'
import styles from './account.module.css'

/** Language, and light or dark: kept on this machine. */
export function AppearanceCard() {
  const { t } = useTranslation()
  const id = useId()
  const language = useLanguage()
  const theme = useThemeChoice()
  return (
    <Card title={t('account.appearance')}>
      <div className={styles.form}>
        <span id={`${id}-language`} className={styles.label}>{t('account.language')}</span>
        <Radio.Group aria-labelledby={`${id}-language`} value={language} onChange={(event) => void setLanguage(event.target.value)}>
          <Radio value="zh-CN">{t('account.language_zh')}</Radio>
          <Radio value="en">{t('account.language_en')}</Radio>
        </Radio.Group>
        <span id={`${id}-theme`} className={`${styles.label} ${styles.gap}`}>{t('account.theme')}</span>
        <Radio.Group aria-labelledby={`${id}-theme`} value={theme} onChange={(event) => setThemeChoice(event.target.value)}>
          <Radio value="system">{t('shell.theme_system')}</Radio>
          <Radio value="light">{t('shell.theme_light')}</Radio>
          <Radio value="dark">{t('shell.theme_dark')}</Radio>
        </Radio.Group>
      </div>
    </Card>
  )
}
