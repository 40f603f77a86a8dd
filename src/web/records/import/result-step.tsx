import { DownloadOutlined, UndoOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../client/api.ts'
import { labelOf, useObject } from '../../client/metadata.tsx'
import { useToast } from '../../kit/toast.tsx'
import { ResultFigures } from './result-figures.tsx'
import { RowProblems } from './row-problems.tsx'
import { useImportActions } from './import-answer.ts'
import styles from './import.module.css'

import type { Import, ImportResult } from './import-answer.ts'

/** What happened, the rows to be mended, and the way back. */
export function ResultStep({ current }: { current: Import }) {
  const { t } = useTranslation()
  const toast = useToast()
  const object = useObject(current.object)
  const actions = useImportActions(current.id)
  const [isBusy, setIsBusy] = useState(false)
  const result = current.result
  const canUndo = (current.state === 'done' || current.state === 'cancelled' || current.state === 'failed') && result !== null && result !== undefined && result.created + result.updated > 0
  // It goes on behind the rows that are in.
  const canGoOn = (current.state === 'cancelled' || current.state === 'failed') && !result?.undone
  const attempt = async (work: () => Promise<void>) => {
    setIsBusy(true)
    try {
      await work()
    } catch (error) {
      toast.problem(error)
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <section className={styles.step}>
      <h2 className={styles.heading}>{t(`import.state.${current.state}`)}</h2>
      {result?.problem && (
        <p className={styles.warning} role="alert">
          {result.problem.message}
        </p>
      )}
      {result && <ResultFigures result={result} isCheck={false} />}
      {result?.undone && <Undone undone={result.undone} />}
      {result && <RowProblems result={result} />}
      {current.has_error_file && <p className={styles.quiet}>{t('import.error_file_hint')}</p>}
      <div className={styles.foot}>
        {current.has_error_file && (
          <Button icon={<DownloadOutlined aria-hidden />} href={api.url(`/imports/${current.id}/errors`)}>
            {t('import.error_file')}
          </Button>
        )}
        {canGoOn && (
          <Button type="primary" loading={isBusy} onClick={() => void attempt(actions.run)}>
            {t('import.go_on')}
          </Button>
        )}
        {canUndo && (
          <Button icon={<UndoOutlined aria-hidden />} loading={isBusy} onClick={() => void attempt(actions.undo)}>
            {t('import.undo')}
          </Button>
        )}
        <Link to={`/imports?object=${current.object}`}>{t('import.another')}</Link>
        {object && (
          <Link to={`/${object.path}`} className={styles.toList}>
            {t('import.to_list', { objects: labelOf(object.plural_label) })}
          </Link>
        )}
      </div>
    </section>
  )
}

/** What changed since the import is not taken back: each is named with its reason. */
function Undone({ undone }: { undone: NonNullable<ImportResult['undone']> }) {
  const { t } = useTranslation()
  return (
    <div>
      <p className={styles.figures}>{t('import.undone', { count: undone.records, kept: undone.kept })}</p>
      <ul className={styles.samples}>
        {undone.kept_preview.map((each) => (
          <li key={each.id}>
            {each.name}: {each.reason}
          </li>
        ))}
      </ul>
    </div>
  )
}
