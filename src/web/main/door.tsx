/** What surrounds the pages of those who are not in yet: name, language, light or dark. */
import { useTranslation } from 'react-i18next'

import { Mark } from '../kit/mark.tsx'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { ThemeSwitch } from '../shell/theme-switch.tsx'
import styles from './sign-in.module.css'

import type { ReactNode } from 'react'

export function Door({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={styles.page}>
      <div className={styles.corner}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main className={styles.box}>
        <div className={styles.brand}>
          <Mark size={40} />
          <div>
            <h1 className={styles.name}>{t('shell.name')}</h1>
            <p className={styles.claim}>{t('sign_in.claim')}</p>
          </div>
        </div>
        {children}
      </main>
    </div>
  )
}
