/** Import: upload, mapping, check, run, result. Each step stands in the state of the import on the server. */
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'

import { labelOf, useMetadata } from '../client/metadata.tsx'
import { PageHeader } from '../kit/page-header.tsx'
import { ErrorState, SkeletonLines } from '../kit/states.tsx'
import { isBusy, useImport } from './import/import-answer.ts'
import { ImportList } from './import/import-list.tsx'
import { ImportSteps } from './import/import-steps.tsx'
import { MappingStep } from './import/mapping-step.tsx'
import { ProgressStep } from './import/progress-step.tsx'
import { CheckStep } from './import/check-step.tsx'
import { ResultStep } from './import/result-step.tsx'
import { UploadStep } from './import/upload-step.tsx'
import styles from './import/import.module.css'

import type { Import } from './import/import-answer.ts'

export function ImportPage() {
  const { t } = useTranslation()
  const { id } = useParams()
  const answer = useImport(id)
  return (
    <>
      <PageHeader title={t('import.title')} note={answer.data && <FileNote current={answer.data} />} />
      <div className={styles.page}>
        {!id ? (
          <>
            <UploadStep />
            <ImportList />
          </>
        ) : answer.data ? (
          <Current key={answer.data.id} current={answer.data} />
        ) : answer.isError ? (
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <SkeletonLines lines={8} />
        )}
      </div>
    </>
  )
}

function Current({ current }: { current: Import }) {
  return (
    <>
      <ImportSteps state={current.state} />
      <Step current={current} />
    </>
  )
}

function Step({ current }: { current: Import }) {
  if (isBusy(current)) return <ProgressStep current={current} />
  if (current.state === 'mapping') return <MappingStep current={current} />
  if (current.state === 'checked') return <CheckStep current={current} />
  return <ResultStep current={current} />
}

function FileNote({ current }: { current: Import }) {
  const { objects } = useMetadata()
  const object = objects.find((each) => each.name === current.object)
  return (
    <>
      {current.file_name}
      {object && ` → ${labelOf(object.plural_label)}`}
    </>
  )
}
