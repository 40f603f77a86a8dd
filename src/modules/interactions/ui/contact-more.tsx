/** What is not said of every contact: a promise, an opinion, the next step, with whom, from which side. */
import { Input, Segmented, Tag } from 'antd'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { fieldTwins } from '../../../web/fields/index.ts'
import styles from './log-contact.module.css'

import type { RecordData } from '../../../web/client/records.ts'
import type { ContactDraft } from './contact-draft.ts'

interface Props {
  /** Beginning of the ids of the inputs. */
  id: string
  draft: ContactDraft
  contacts: RecordData[]
  onChange(changes: Partial<ContactDraft>): void
}

export function ContactMore({ id, draft, contacts, onChange }: Props) {
  const { t } = useTranslation()
  // A promise becomes a task, due on this day.
  const dueField = useObject('task')?.fields.find((field) => field.name === 'due_on')
  return (
    <div className={styles.more}>
      <label htmlFor={`${id}-promise`}>{t('interactions.log.promise')}</label>
      <div className={styles.promise}>
        <Input id={`${id}-promise`} value={draft.promise} onChange={(event) => onChange({ promise: event.target.value })} placeholder={t('interactions.log.promise_hint')} maxLength={500} aria-keyshortcuts="Alt+P" />
        {dueField && <fieldTwins.date.Input field={dueField} id={`${id}-due`} value={draft.dueOn} onChange={(day) => typeof day === 'string' && onChange({ dueOn: day })} label={t('interactions.log.due')} />}
      </div>
      <label htmlFor={`${id}-next`}>{t('interactions.log.next_step')}</label>
      <Input id={`${id}-next`} value={draft.nextStep} onChange={(event) => onChange({ nextStep: event.target.value })} maxLength={500} aria-keyshortcuts="Alt+N" />
      <label htmlFor={`${id}-opinion`}>{t('interactions.log.opinion')}</label>
      <Input.TextArea id={`${id}-opinion`} value={draft.opinion} onChange={(event) => onChange({ opinion: event.target.value })} autoSize={{ minRows: 1, maxRows: 6 }} />
      {contacts.length > 0 && (
        <>
          <span>{t('interactions.log.with')}</span>
          <div role="group" className={styles.people} aria-label={t('interactions.log.with')}>
            {contacts.map((contact) => (
              <Tag.CheckableTag key={contact.id} checked={draft.contacts.includes(contact.id)} onChange={(isChosen) => onChange({ contacts: isChosen ? [...draft.contacts, contact.id] : draft.contacts.filter((each) => each !== contact.id) })}>
                {String(contact.name ?? '')}
              </Tag.CheckableTag>
            ))}
          </div>
        </>
      )}
      <span>{t('interactions.log.direction')}</span>
      <Segmented
        className={styles.direction}
        size="small"
        value={draft.direction}
        onChange={(direction) => onChange({ direction })}
        options={[
          { value: 'out', label: t('interactions.log.out') },
          { value: 'in', label: t('interactions.log.in') },
        ]}
      />
    </div>
  )
}
