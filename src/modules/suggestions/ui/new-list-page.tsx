/** A new suggestion list: for whom, drawn from good customers or by hand, looked at, and kept. */
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { useCreate } from '../../../web/client/records.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { ListEditor } from './list-editor.tsx'
import { emptyDraft, writtenOf } from './list-draft.ts'
import { listsPath } from './suggestions-answer.ts'
import styles from './suggestions.module.css'

export function NewListPage() {
  const { t } = useTranslation()
  const object = useObject('suggestion_list')
  const navigate = useNavigate()
  const create = useCreate(listsPath)
  const [draft, setDraft] = useState(emptyDraft)
  if (!object) return null
  const save = () => create.mutate({ values: writtenOf(draft) }, { onSuccess: ({ id }) => void navigate(`/${listsPath}/${id}`, { replace: true }) })
  return (
    <>
      <PageHeader title={t('suggestions.new_list')} actions={<Button type="primary" loading={create.isPending} disabled={draft.name.trim() === '' || draft.lines.length === 0} onClick={save}>{t('suggestions.keep')}</Button>} />
      <div className={styles.page}>
        {create.isError && <p className={styles.fault} role="alert">{problemTexts(create.error)}</p>}
        <ListEditor draft={draft} onChange={setDraft} />
      </div>
    </>
  )
}
