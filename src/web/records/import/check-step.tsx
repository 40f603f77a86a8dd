import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { formatNumber } from '../../kit/format.ts'
import { useToast } from '../../kit/toast.tsx'
import { ResultFigures } from './result-figures.tsx'
import { RowProblems } from './row-problems.tsx'
import { useImportActions } from './import-answer.ts'
import styles from './import.module.css'

import type { Import } from './import-answer.ts'

function headingOf(result: Import['result']): string {
  if (!result || result.failed > 0) return 'import.some_bad'
  return result.left_out ? 'import.some_left_out' : 'import.all_good'
}

/** What would happen: nothing has been written yet. */
export function CheckStep({ current }: { current: Import }) {
  const { t } = useTranslation()
  const toast = useToast()
  const actions = useImportActions(current.id)
  const [isBusy, setIsBusy] = useState(false)
  const result = current.result
  const good = result ? result.created + result.updated : 0
  const attempt = async (work: () => Promise<void>) => {
    setIsBusy(true)
    try {
      await work()
    } catch (error) {
      toast.problem(error)
      setIsBusy(false)
    }
  }
  return (
    <section className={styles.step}>
      <h2 className={styles.heading}>{t(headingOf(result))}</h2>
      <p className={styles.quiet}>{t('import.nothing_written')}</p>
      {result && <ResultFigures result={result} isCheck />}
      {result && <RowProblems result={result} />}
      <div className={styles.foot}>
        <Button disabled={isBusy} onClick={() => void attempt(() => actions.change({ options: {} }))}>{t('import.back_to_mapping')}</Button>
        <Button type="primary" loading={isBusy} disabled={good === 0} onClick={() => void attempt(actions.run)}>
          {t('import.run', { count: good, number: formatNumber(good) })}
        </Button>
      </div>
    </section>
  )
}
