/** The end of a form in a drawer: what is wrong with it, and the ways out. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import styles from './form-end.module.css'

interface Props {
  /** In words; empty while nothing is wrong. */
  failure: string
  isSaving: boolean
  onCancel(): void
}

export function FormEnd({ failure, isSaving, onCancel }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {failure && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <div className={styles.end}>
        <Button type="primary" htmlType="submit" loading={isSaving}>
          {t('form.save')}
        </Button>
        <Button onClick={onCancel}>{t('form.cancel')}</Button>
      </div>
    </>
  )
}
