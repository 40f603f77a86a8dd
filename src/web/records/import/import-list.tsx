import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useMetadata } from '../../client/metadata.tsx'
import { formatDateTime, formatNumber } from '../../kit/format.ts'
import { ScrollBox } from '../../kit/scroll-box.tsx'
import { ErrorState, SkeletonLines } from '../../kit/states.tsx'
import { useImports } from './import-answer.ts'
import styles from './import.module.css'

import type { ImportState } from './import-answer.ts'

const wasRun = new Set<ImportState>(['running', 'done', 'cancelled', 'failed', 'undone'])

/** Earlier imports: their results, error files and undo stay within reach. */
export function ImportList() {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const answer = useImports()
  if (answer.isPending) return <SkeletonLines lines={4} />
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} small />
  const imports = answer.data.data
  if (imports.length === 0) return null
  return (
    <section className={styles.step}>
      <h2 className={styles.heading}>{t('import.earlier')}</h2>
      <ScrollBox label={t('import.earlier')} className={styles.tableBox}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('import.file')}</th>
              <th scope="col">{t('import.what')}</th>
              <th scope="col">{t('import.status')}</th>
              <th scope="col" className={styles.figure}>{t('import.figure.created')}</th>
              <th scope="col" className={styles.figure}>{t('import.figure.failed')}</th>
              <th scope="col">{t('import.when')}</th>
            </tr>
          </thead>
          <tbody>
            {imports.map((each) => {
              const object = objects.find(({ name }) => name === each.object)
              // What a check counted was not written.
              const result = wasRun.has(each.state) ? each.result : undefined
              return (
                <tr key={each.id}>
                  <th scope="row">
                    <Link to={`/imports/${each.id}`}>{each.file_name}</Link>
                  </th>
                  <td>{object ? labelOf(object.plural_label) : each.object}</td>
                  <td>{t(`import.state.${each.state}`)}</td>
                  <td className={styles.figure}>{result ? formatNumber(result.created) : ''}</td>
                  <td className={styles.figure}>{result ? formatNumber(result.failed) : ''}</td>
                  <td>{formatDateTime(each.created_at, 'short')}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}
