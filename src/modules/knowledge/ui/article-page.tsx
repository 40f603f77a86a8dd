/** An article to be read, rated, revised and published, with what it said before. */
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useLanguage } from '../../../web/client/i18n.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { useRecordAction } from '../../../web/client/records.ts'
import { formatDate, today } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { FieldPanels } from '../../../web/records/record/field-panels.tsx'
import { RecordHeader } from '../../../web/records/record/record-header.tsx'
import { RecordLayout } from '../../../web/records/record/record-layout.tsx'
import { HangingParts } from '../../../web/records/record/record-screens.tsx'
import { RecordProblem, RecordSkeleton } from '../../../web/records/record/record-view.tsx'
import { ArticleActs } from './article-acts.tsx'
import { articlesPath, useArticle } from './article-answer.ts'
import { EditionsCard } from './editions-card.tsx'
import styles from './knowledge.module.css'

import type { RecordData } from '../../../web/client/records.ts'
import type { RecordScreenProps } from '../../../web/records/record/record-screens.tsx'

export function ArticlePage({ id, isPanel, onGone }: RecordScreenProps) {
  const { t } = useTranslation()
  const isNarrow = useIsPhone() || isPanel
  const object = useObject('article')
  const answer = useArticle(id)
  if (!object) return null
  if (answer.isError && !answer.data) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  const { record } = answer.data
  const editions = answer.data.editions ?? []
  const revision = editions.find(({ status }) => status === 'draft')
  const facts = { key: 'facts', label: t('record.profile'), content: <FieldPanels object={object} record={record} without={shownElsewhere} /> }
  const text = {
    key: 'text',
    label: t('knowledge.text'),
    content: (
      <div className={styles.stack}>
        <Marks record={record} revision={revision} />
        <Text record={record} />
        {revision && <Text record={revision} title={t('knowledge.revision')} />}
        {record.status === 'published' && <Rating record={record} />}
        <HangingParts object={object} record={record} />
      </div>
    ),
  }
  return (
    <RecordLayout
      isPanel={isPanel}
      header={<RecordHeader object={object} record={record} isPanel={isPanel} onGone={onGone} actions={<ArticleActs record={record} revision={revision} isPanel={isPanel} />} />}
      left={isNarrow ? text : facts}
      middle={isNarrow ? facts : text}
      right={editions.length > 0 ? { key: 'editions', label: t('knowledge.editions'), content: <EditionsCard record={record} editions={editions} /> } : undefined}
    />
  )
}

function Marks({ record, revision }: { record: RecordData; revision: RecordData | undefined }) {
  const { t } = useTranslation()
  const isDue = record.status === 'published' && typeof record.review_on === 'string' && record.review_on <= today()
  const marks = [record.is_waiting === true && t('knowledge.waits'), revision && record.is_waiting !== true && t('knowledge.being_revised'), record.status === 'retired' && t('knowledge.retired', { reason: String(record.retired_reason ?? '') }), isDue && t('knowledge.due', { day: formatDate(record.review_on) })]
  return marks.filter(Boolean).map((mark) => (
    <p key={String(mark)} className={styles.mark} role="status">
      {mark}
    </p>
  ))
}

/** In one language at a time, where it is written in both. */
function Text({ record, title }: { record: RecordData; title?: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const hasBoth = typeof record.body_en === 'string' && record.body_en !== ''
  const [shown, setShown] = useState<'zh' | 'en'>(hasBoth && language === 'en' ? 'en' : 'zh')
  const isEnglish = shown === 'en' && hasBoth
  return (
    <section className={title ? styles.revision : styles.text} aria-label={title ?? t('knowledge.text')}>
      <header className={styles.head}>
        {title && <h2>{title}</h2>}
        {hasBoth && <Segmented size="small" aria-label={t('knowledge.language')} value={shown} onChange={setShown} options={[{ value: 'zh', label: '中文' }, { value: 'en', label: 'English' }]} />}
      </header>
      <h3>{String((isEnglish && record.title_en) || record.title)}</h3>
      <p className={styles.body} lang={isEnglish ? 'en' : 'zh'}>
        {String(isEnglish ? record.body_en : record.body)}
      </p>
    </section>
  )
}

function Rating({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const toast = useToast()
  const rate = useRecordAction(articlesPath, 'rate')
  const send = (is_helpful: boolean) => rate.mutate({ id: record.id, body: { is_helpful } }, { onError: toast.problem, onSuccess: () => toast.done(t('knowledge.thanks')) })
  return (
    <div className={styles.rating} role="group" aria-label={t('knowledge.helped')}>
      <span>{t('knowledge.helped')}</span>
      <Button size="small" onClick={() => send(true)} disabled={rate.isPending}>
        {t('knowledge.yes', { count: Number(record.helpful_count) })}
      </Button>
      <Button size="small" onClick={() => send(false)} disabled={rate.isPending}>
        {t('knowledge.no', { count: Number(record.unhelpful_count) })}
      </Button>
    </div>
  )
}

/** In the text, as a mark or in the head. */
const shownElsewhere = ['title', 'title_en', 'body', 'body_en', 'status', 'is_waiting', 'retired_reason']
