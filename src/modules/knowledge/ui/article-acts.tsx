/** What whoever looks after an article does next: publish, revise, review, retire. */
import { Button, Dropdown } from 'antd'
import { DownOutlined } from '@ant-design/icons'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useRecordAction } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { articlesPath } from './article-answer.ts'

import type { RecordData } from '../../../web/client/records.ts'
import type { Asked } from '../../../web/records/act-dialog.tsx'

const ActDialog = lazy(async () => ({ default: (await import('../../../web/records/act-dialog.tsx')).ActDialog }))

type Verb = 'revise' | 'retire' | 'review'

const asked: Record<Verb, Asked> = {
  revise: { inputs: [{ name: 'title', field: 'title', required: true }, { name: 'body', field: 'body', required: true }, { name: 'title_en', field: 'title_en' }, { name: 'body_en', field: 'body_en' }, { name: 'audience', field: 'audience', required: true }] },
  retire: { inputs: [{ name: 'reason', field: 'retired_reason', required: true }], isDanger: true },
  review: { inputs: [{ name: 'review_on', field: 'review_on', label: 'knowledge.next_review', required: true }] },
}

export function ArticleActs({ record, revision, isPanel }: { record: RecordData; revision: RecordData | undefined; isPanel: boolean }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [open, setOpen] = useState<Verb>()
  const submit = useRecordAction(articlesPath, 'submit')
  const drop = useRecordAction(articlesPath, 'drop-revision')
  if (!record.can.change || record.is_waiting === true) return null
  const size = isPanel ? 'small' : 'middle'
  const isDraft = record.status === 'draft'
  const publish = () => submit.mutate({ id: record.id }, { onError: toast.problem, onSuccess: ({ is_waiting: isWaiting }) => toast.done(t(isWaiting ? 'knowledge.submitted' : 'knowledge.published')) })
  const more = [
    ...(record.status === 'published' ? [{ key: 'review', label: t('knowledge.act_review'), onClick: () => setOpen('review') }] : []),
    ...(revision ? [{ key: 'drop', label: t('knowledge.act_drop'), onClick: () => drop.mutate({ id: record.id }, { onError: toast.problem }) }] : []),
    ...(record.status === 'published' ? [{ key: 'retire', danger: true, label: t('knowledge.act_retire'), onClick: () => setOpen('retire') }] : []),
  ]
  return (
    <>
      {(isDraft || revision) && (
        <Button key="submit" type="primary" size={size} loading={submit.isPending} onClick={publish}>
          {t('knowledge.act_submit')}
        </Button>
      )}
      {!isDraft && (
        <Button key="revise" size={size} onClick={() => setOpen('revise')}>
          {t('knowledge.act_revise')}
        </Button>
      )}
      {more.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: more }}>
          <Button size={size} icon={<DownOutlined aria-hidden />} iconPlacement="end">
            {t('knowledge.more')}
          </Button>
        </Dropdown>
      )}
      <Suspense fallback={null}>
        {open && <ActDialog object="article" verb={open} title={t(`knowledge.act_${open}`)} asked={asked[open]} record={record} initial={open === 'revise' ? { ...(revision ?? record) } : {}} width={open === 'revise' ? 720 : undefined} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </>
  )
}
