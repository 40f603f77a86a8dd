/** Beside the answer to a customer: finds an article and puts its text in. */
import { ReadOutlined } from '@ant-design/icons'
import { Button, Input, Popover } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useLanguage } from '../../../web/client/i18n.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { Loaded } from '../../../web/kit/card.tsx'
import { useSuggestions } from './article-answer.ts'
import styles from './knowledge.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function InsertArticle({ record, onInsert }: { record: RecordData; onInsert(text: string): void }) {
  const { t } = useTranslation()
  const object = useObject('article')
  const [isOpen, setIsOpen] = useState(false)
  if (!object) return null
  const insert = (text: string) => {
    onInsert(text)
    setIsOpen(false)
  }
  return (
    <Popover trigger="click" open={isOpen} onOpenChange={setIsOpen} placement="topLeft" destroyOnHidden content={<Picker record={record} onInsert={insert} />}>
      <Button icon={<ReadOutlined aria-hidden />} aria-expanded={isOpen}>
        {t('knowledge.insert')}
      </Button>
    </Popover>
  )
}

function Picker({ record, onInsert }: { record: RecordData; onInsert(text: string): void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [words, setWords] = useState('')
  const wanted = useDeferredValue(words.trim())
  const query = useSuggestions(record, wanted, true)
  return (
    <div className={styles.picker}>
      <Input autoFocus allowClear value={words} onChange={(event) => setWords(event.target.value)} maxLength={100} placeholder={t('knowledge.find')} aria-label={t('knowledge.find')} />
      <Loaded query={query} isEmpty={({ data }) => data.length === 0} empty={{ title: t(wanted ? 'knowledge.found_none' : 'knowledge.suggested_none') }}>
        {({ data }) => (
          <ul className={styles.found}>
            {data.map((one) => {
              const text = (language === 'en' && one.body_en) || one.body
              return (
                <li key={one.id}>
                  <button type="button" onClick={() => onInsert(text)}>
                    <span>
                      {(language === 'en' && one.title_en) || one.title}
                      {one.audience === 'internal' && <em>{t('knowledge.internal')}</em>}
                    </span>
                    <span className={styles.excerpt}>{text}</span>
                  </button>
                </li>
              )
            })}
          </ul>
        )}
      </Loaded>
    </div>
  )
}
