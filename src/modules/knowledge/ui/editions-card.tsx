/** Every edition, the newest first; an earlier one is brought back as a revision. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { useRecordAction } from '../../../web/client/records.ts'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { articlesPath } from './article-answer.ts'
import styles from './knowledge.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function EditionsCard({ record, editions }: { record: RecordData; editions: RecordData[] }) {
  const { t } = useTranslation()
  const toast = useToast()
  const restore = useRecordAction(articlesPath, 'restore-edition')
  const status = useObject('article_edition')?.fields.find(({ name }) => name === 'status')
  if (!status) return null
  const back = (edition: unknown) => restore.mutate({ id: record.id, body: { edition } }, { onError: toast.problem, onSuccess: () => toast.done(t('knowledge.restored')) })
  return (
    <Card title={t('knowledge.editions')}>
      <ul className={styles.editions}>
        {editions.map((one) => (
          <li key={one.id}>
            <p className={styles.line}>
              <Link to={`/article-editions/${one.id}`}>{t('knowledge.edition', { count: Number(one.edition) })}</Link> <ChoiceLabel field={status} option={one.status} />
            </p>
            <p className={styles.by}>{[authorOf(one), formatDateTime(one.published_at ?? one.updated_at, 'short'), one.note].filter(Boolean).join(' · ')}</p>
            {one.status === 'superseded' && record.can.change && record.is_waiting !== true && (
              <Button size="small" disabled={restore.isPending} onClick={() => back(one.edition)}>
                {t('knowledge.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function authorOf({ author }: RecordData): string {
  return typeof author === 'object' && author !== null && 'name' in author ? String(author.name) : ''
}
