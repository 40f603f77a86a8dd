/** How the numbers of each object are written, from the next one on. */
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata } from '../../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../../web/client/records.ts'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { ErrorState, SkeletonLines } from '../../../../web/kit/states.tsx'
import { NumberFormatForm } from './number-format-form.tsx'
import styles from './number-formats.module.css'

export function NumberFormatsPage() {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const kept = useList('number-formats')
  const numbered = objects.flatMap((object) => object.fields.filter((field) => field.format).map((field) => ({ object, field })))
  return (
    <>
      <PageHeader title={t('team.numbers.title')} />
      <div className={styles.body}>
        <p className={styles.hint}>{t('team.numbers.hint')}</p>
        {kept.isPending && <SkeletonLines lines={3} />}
        {kept.error && <ErrorState error={kept.error} onRetry={() => void kept.refetch()} />}
        {kept.data &&
          numbered.map(({ object, field }) => (
            <NumberFormatForm
              // A format that comes into force elsewhere begins the form anew.
              key={`${object.name} ${field.format}`}
              object={object.name}
              label={`${labelOf(object.label)} · ${labelOf(field.label)}`}
              inForce={field.format ?? ''}
              kept={recordsOf(kept.data).find((record) => record.object === object.name)}
            />
          ))}
      </div>
    </>
  )
}
