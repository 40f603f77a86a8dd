/** What the customer agreed to, by purpose; taking back is one click beside it, as granting is. */
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { nameOf } from '../../../web/client/reference-parts.ts'
import { Card } from '../../../web/kit/card.tsx'
import { formatDate, today } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { FormDrawer } from '../../../web/records/form-drawer.tsx'
import styles from './privacy.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData, Reference } from '../../../web/client/records.ts'

interface Props {
  /** The ledger, newest first. */
  words: RecordData[]
  customer: Reference
  isAnonymised: boolean
}

export function ConsentsCard({ words, customer, isAnonymised }: Props) {
  const { t } = useTranslation()
  const object = useObject('consent')
  const [initial, setInitial] = useState<Record<string, unknown>>()
  const [isHistoryShown, setIsHistoryShown] = useState(false)
  if (!object) return null
  const canSay = object.can.create && !isAnonymised
  const last = lastWords(words)
  const purposes = optionsOf(object, 'purpose').filter(({ key }) => last.some((word) => word.purpose === key))
  return (
    <Card
      title={t('privacy.consents')}
      action={canSay && <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} aria-label={t('privacy.consent_new')} title={t('privacy.consent_new')} onClick={() => setInitial({ customer })} />}
    >
      {last.length === 0 && <EmptyState small title={t('privacy.consents_none')} hint={t('privacy.consents_none_hint')} />}
      {purposes.map(({ key, label }) => (
        <section key={key} className={styles.purpose}>
          <h3 className={styles.purposeName}>{label}</h3>
          <ul className={styles.words}>
            {last.filter((word) => word.purpose === key).map((word) => (
              <Word key={word.id} word={word} object={object} onSay={canSay ? (state) => setInitial({ customer, purpose: word.purpose, channel: word.channel, state }) : undefined} />
            ))}
          </ul>
        </section>
      ))}
      {words.length > last.length && (
        <Button type="link" size="small" aria-expanded={isHistoryShown} onClick={() => setIsHistoryShown((shown) => !shown)}>
          {t(isHistoryShown ? 'privacy.history_hide' : 'privacy.history', { count: words.length })}
        </Button>
      )}
      {isHistoryShown && (
        <Rows>
          {words.map((word) => (
            <Row
              key={word.id}
              to={`/${object.path}/${word.id}`}
              title={['purpose', 'channel', 'state'].map((name) => labelIn(object, name, word[name])).join(' · ')}
              note={[nameOf(word.contact), word.how, word.created_by?.name].filter(Boolean).map(String).join(' · ')}
              end={formatDate(word.at)}
            />
          ))}
        </Rows>
      )}
      {initial && <FormDrawer object={object} initial={initial} onClose={() => setInitial(undefined)} />}
    </Card>
  )
}

function Word({ word, object, onSay }: { word: RecordData; object: ObjectMetadata; onSay?: (state: string) => void }) {
  const { t } = useTranslation()
  const isGranted = word.state === 'granted'
  const isOver = isGranted && typeof word.until === 'string' && word.until < today()
  const holds = isGranted && !isOver
  return (
    <li className={styles.word}>
      <span className={styles.wordText}>
        <span className={styles.state}>
          <span className={holds ? styles.dot : styles.dotOff} aria-hidden="true" />
          {[labelIn(object, 'channel', word.channel), isOver ? t('privacy.expired') : labelIn(object, 'state', word.state)].join(' · ')}
        </span>
        <span className={styles.wordNote}>{[formatDate(word.at), word.how].filter(Boolean).map(String).join(' · ')}</span>
      </span>
      {onSay && (
        <Button size="small" type="link" onClick={() => onSay(holds ? 'withdrawn' : 'granted')}>
          {t(holds ? 'privacy.withdraw' : 'privacy.grant')}
        </Button>
      )}
    </li>
  )
}

/** The newest word of the customer on each purpose and channel; a newer one on every channel overrules. */
function lastWords(words: RecordData[]): RecordData[] {
  const shown: RecordData[] = []
  for (const word of words.filter(({ contact }) => !contact)) {
    const isOverruled = shown.some((newer) => newer.purpose === word.purpose && (newer.channel === word.channel || newer.channel === 'any'))
    if (!isOverruled) shown.push(word)
  }
  return shown
}

function optionsOf(object: ObjectMetadata, name: string): { key: string; label: string }[] {
  const options = object.fields.find((field) => field.name === name)?.options ?? []
  return options.map(({ key, label }) => ({ key, label: labelOf(label) }))
}

function labelIn(object: ObjectMetadata, name: string, value: unknown): string {
  return optionsOf(object, name).find(({ key }) => key === value)?.label ?? ''
}
