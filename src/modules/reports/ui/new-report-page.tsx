/** A new report: choose what it is about, see it grow, keep it under a name. */
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { labelOf, useMetadata, useObject } from '../../../web/client/metadata.tsx'
import { useCreate } from '../../../web/client/records.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { Answer } from './answer-of.tsx'
import { Builder } from './builder.tsx'
import { firstQuestion, reportable } from './offered.ts'
import { useQuestion } from './question-state.ts'
import styles from './reports.module.css'

// It comes when somebody saves.
const NameDialog = lazy(async () => ({ default: (await import('./name-dialog.tsx')).NameDialog }))

export function NewReportPage() {
  const { t } = useTranslation()
  const object = useObject('report')
  const metadata = useMetadata()
  const navigate = useNavigate()
  const toast = useToast()
  const create = useCreate('reports')
  const { question, change } = useQuestion(null)
  const [isNaming, setIsNaming] = useState(false)
  if (!object) return null
  const save = async (name: string) => {
    try {
      const { id } = await create.mutateAsync({ values: { name, question } })
      void navigate(`/reports/${id}`, { replace: true })
    } catch (error) {
      toast.problem(error)
    }
  }
  return (
    <>
      <PageHeader title={t('reports.new')} actions={question && <Button type="primary" onClick={() => setIsNaming(true)}>{t('reports.save')}</Button>} />
      {question ? (
        <div className={`${styles.page} ${styles.fresh}`}>
          <Builder question={question} onChange={change} />
          <section className={styles.card} aria-label={t('reports.result')}>
            <Answer question={question} height={440} />
          </section>
        </div>
      ) : (
        <div className={styles.start}>
          <EmptyState
            title={t('reports.about_what')}
            hint={t('reports.about_hint')}
            action={
              <div className={styles.objects}>
                {reportable(metadata).filter((each) => each.in_navigation).map((each) => <Button key={each.name} onClick={() => change(firstQuestion(each))}>{labelOf(each.plural_label)}</Button>)}
              </div>
            }
          />
        </div>
      )}
      <Suspense fallback={null}>{isNaming && <NameDialog onClose={() => setIsNaming(false)} onName={(name) => void save(name)} isBusy={create.isPending} />}</Suspense>
    </>
  )
}
