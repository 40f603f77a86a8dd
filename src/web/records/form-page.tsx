/** A new record on a page of its own. Fields given in the address (`?name=...`) are filled in. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams, useSearchParams } from 'react-router'

import { labelOf, titleOf, useObjectByPath } from '../client/metadata.tsx'
import { PageHeader } from '../kit/page-header.tsx'
import { EmptyState } from '../kit/states.tsx'
import { useToast } from '../kit/toast.tsx'
import { RecordForm } from './form.tsx'
import styles from './form-page.module.css'

import type { RecordData } from '../client/records.ts'

/** `path` where the address does not name the object, as in the settings area. */
export function FormPage({ path }: { path?: string }) {
  const { t } = useTranslation()
  const named = useParams()
  const object = useObjectByPath(path ?? named.path)
  const navigate = useNavigate()
  const toast = useToast()
  const [parameters] = useSearchParams()
  const initial = useMemo(() => Object.fromEntries([...parameters].filter(([name]) => object?.fields.some((field) => field.name === name))), [parameters, object])
  if (!object?.can.create) return <EmptyState title={t('not_found.title')} hint={t('not_found.hint')} />
  const saved = (record: RecordData) => {
    toast.done(t('form.created', { name: titleOf(object, record) }))
    // Going back must not lead to the form that was just sent.
    void navigate(`/${object.path}/${record.id}`, { replace: true })
  }
  return (
    <div className={styles.page}>
      <PageHeader title={t('form.new', { object: labelOf(object.label) })} />
      <div className={styles.body}>
        <RecordForm key={object.name} object={object} initial={initial} onSaved={saved} onCancel={() => void navigate(-1)} />
      </div>
    </div>
  )
}
