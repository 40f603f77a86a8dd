import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { setLanguage, useLanguage } from '../client/i18n.ts'

/** Offers the other language in its own words. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en'
  return (
    <Button type="text" lang={other} onClick={() => void setLanguage(other)} title={t('shell.language')}>
      {t('shell.other_language')}
    </Button>
  )
}
