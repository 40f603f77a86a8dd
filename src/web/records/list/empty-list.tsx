/** Nothing in the list: because nothing is there yet, or because the filter lets nothing through. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { labelOf } from '../../client/metadata.tsx'
import { recordsOf, useList } from '../../client/records.ts'
import { EmptyState } from '../../kit/states.tsx'
import styles from './list.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'

interface Props {
  object: ObjectMetadata
  isFiltered: boolean
  onCreate(): void
  onClear(): void
}

export function EmptyList({ object, isFiltered, onCreate, onClear }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  // Where nothing is yet, no filter is to blame.
  const any = useList(object.path, { limit: 1, count: 'none' }, { enabled: isFiltered })
  if (isFiltered && !(any.data && recordsOf(any.data).length === 0)) {
    return <EmptyState title={t('list.nothing_matches')} hint={t('list.nothing_matches_hint')} action={<Button onClick={onClear}>{t('list.show_all')}</Button>} />
  }
  const steps = (
    <div className={styles.steps}>
      {object.can.create && (
        <Button type="primary" onClick={onCreate}>
          {t('form.new', { object: labelOf(object.label) })}
        </Button>
      )}
      {object.can.import && <Button onClick={() => void navigate(`/imports?object=${object.name}`)}>{t('list.import_file')}</Button>}
    </div>
  )
  return <EmptyState title={t('list.nothing_yet', { objects: labelOf(object.plural_label) })} hint={labelOf(object.empty_hint)} action={steps} />
}
