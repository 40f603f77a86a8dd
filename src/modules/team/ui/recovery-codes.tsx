import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { useToast } from '../../../web/kit/toast.tsx'
import styles from './account.module.css'

/** Shown once: to copy, to print, and then never again. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const copy = () => navigator.clipboard.writeText(codes.join('\n')).then(() => toast.done(t('account.copied')), toast.problem)
  return (
    <>
      <p className={styles.words} role="status">{t('account.codes_hint')}</p>
      <ul className={styles.codes} aria-label={t('account.codes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button onClick={() => void copy()}>{t('account.copy')}</Button>
        <Button type="primary" onClick={onDone}>
          {t('account.kept')}
        </Button>
      </div>
    </>
  )
}
