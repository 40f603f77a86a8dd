import { Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { formatNumber } from '../../kit/format.ts'
import { useToast } from '../../kit/toast.tsx'
import { useImportActions } from './import-answer.ts'
import styles from './import.module.css'

import type { Import } from './import-answer.ts'

/** How far checking or importing has come; it goes on when the page is left. */
export function ProgressStep({ current }: { current: Import }) {
  const { t } = useTranslation()
  const toast = useToast()
  const actions = useImportActions(current.id)
  const [isStopping, setIsStopping] = useState(false)
  const done = current.job?.done ?? 0
  const total = current.job?.total ?? 0
  const isUndo = current.job?.kind === 'import.undo'
  const title = t(isUndo ? 'import.undoing' : `import.state.${current.state}`)
  const percent = total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0
  const stop = async () => {
    setIsStopping(true)
    await actions.cancel().catch((error: unknown) => {
      setIsStopping(false)
      toast.problem(error)
    })
  }
  return (
    <section className={styles.step} aria-live="polite">
      <h2 className={styles.heading}>{title}</h2>
      <Progress percent={percent} aria-label={title} />
      <p className={styles.figures}>{total > 0 ? t('import.progress', { done: formatNumber(done), total: formatNumber(total) }) : t('import.rows_done', { number: formatNumber(done) })}</p>
      <p className={styles.quiet}>{t('import.goes_on')}</p>
      <div className={styles.foot}>
        <Button loading={isStopping} onClick={() => void stop()}>
          {t('import.stop')}
        </Button>
      </div>
    </section>
  )
}
