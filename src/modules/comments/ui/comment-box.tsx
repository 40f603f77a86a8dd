/** Where one writes a comment: a line that opens. The editor is loaded with the first comment of a visit. */
import { CommentOutlined } from '@ant-design/icons'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { useCreate } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './comments.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { Draft } from './comment-editor.tsx'

const Editor = lazy(async () => ({ default: (await import('./comment-editor.tsx')).CommentEditor }))

interface Props {
  object: ObjectMetadata
  record: RecordData
}

export function CommentBox({ object, record }: Props) {
  const { t } = useTranslation()
  const comment = useObject('comment')
  const [isOpen, setIsOpen] = useState(false)
  const toast = useToast()
  const create = useCreate('comments')
  if (comment?.can.create !== true) return null
  const send = async (draft: Draft) => {
    try {
      await create.mutateAsync({ values: { object: object.name, record: record.id, ...draft } })
      setIsOpen(false)
    } catch (error) {
      toast.problem(error)
    }
  }
  const opener = (
    <button type="button" className={styles.opener} onClick={() => setIsOpen(true)}>
      <CommentOutlined aria-hidden />
      {t('comments.placeholder')}
    </button>
  )
  return (
    <section className={styles.box} aria-label={t('comments.box')}>
      {isOpen ? (
        <Suspense fallback={opener}>
          <Editor object={object} record={record} start={{ text: '', mentions: [] }} isBusy={create.isPending} onSend={(draft) => void send(draft)} onCancel={() => setIsOpen(false)} />
        </Suspense>
      ) : (
        opener
      )}
    </section>
  )
}
