/** On the page of a request: articles that fit while it is open; once it is solved, the way to make one of the solution. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'

import { useLanguage } from '../../../web/client/i18n.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList, useRecordAction } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { articlesPath, useSuggestions } from './article-answer.ts'
import styles from './knowledge.module.css'

import type { RecordData } from '../../../web/client/records.ts'

const over = ['completed', 'evaluated', 'closed', 'cancelled']

export function SuggestedCard({ record }: { record: RecordData }) {
  const object = useObject('article')
  if (!object || record.status === 'cancelled') return null
  return over.includes(String(record.status)) ? <Solved record={record} mayCreate={object.can.create} /> : <Suggested record={record} />
}

function Suggested({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const query = useSuggestions(record, '', true)
  return (
    <Card title={t('knowledge.suggested')}>
      <Loaded query={query} isEmpty={({ data }) => data.length === 0} empty={{ title: t('knowledge.suggested_none') }}>
        {({ data }) => (
          <ul className={styles.editions}>
            {data.map((one) => (
              <li key={one.id}>
                <Link to={`/${articlesPath}/${one.id}`}>{(language === 'en' && one.title_en) || one.title}</Link>
                <p className={styles.excerpt}>{(language === 'en' && one.body_en) || one.body}</p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}

function Solved({ record, mayCreate }: { record: RecordData; mayCreate: boolean }) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const query = useList(articlesPath, { filter: { request: record.id }, limit: 1 })
  const make = useRecordAction<{ id: string }>('service-requests', 'make-article')
  const [known] = recordsOf(query.data)
  if (!query.data || (!known && (!mayCreate || !record.solution))) return null
  return (
    <Card title={t('knowledge.title')}>
      {known ? (
        <Link to={`/${articlesPath}/${known.id}`}>{String(known.title)}</Link>
      ) : (
        <Button loading={make.isPending} onClick={() => make.mutate({ id: record.id }, { onError: toast.problem, onSuccess: ({ id }) => void navigate(`/${articlesPath}/${id}`) })}>
          {t('knowledge.make')}
        </Button>
      )}
    </Card>
  )
}
