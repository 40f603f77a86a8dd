/** What the pages of rules are put together from: the values of one group, and the foot that saves. */
import { Button } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../client/metadata.tsx'
import { twinOf } from '../../fields/index.ts'
import styles from './rule.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { RuleDraft } from './use-rule.ts'

interface Props {
  object: ObjectMetadata
  panel: ObjectMetadata['panels'][number]
  rule: RecordData
  draft: RuleDraft
}

/** Each a line: what it means, and its value. What is out of range the server says. */
export function RuleFields({ object, panel, rule, draft }: Props) {
  const id = useId()
  const fields = panel.fields.flatMap((name) => object.fields.find((field) => field.name === name && name !== 'name') ?? [])
  return (
    <div className={styles.fields}>
      {fields.map((field) => {
        const { Input } = twinOf(field)
        return (
          <div key={field.name}>
            <label htmlFor={`${id}-${field.name}`}>{labelOf(field.label)}</label>
            <Input id={`${id}-${field.name}`} field={field} value={draft.values[field.name]} disabled={!rule.can.change} onChange={(value) => draft.set(field.name, value)} />
          </div>
        )
      })}
    </div>
  )
}

export function RuleFoot({ rule, draft }: Pick<Props, 'rule' | 'draft'>) {
  const { t } = useTranslation()
  return (
    <>
      {draft.fault && <p className={styles.fault} role="alert">{draft.fault}</p>}
      <div className={styles.foot}>
        <Button type="primary" htmlType="submit" disabled={!draft.isChanged || !rule.can.change}>{t('record.save')}</Button>
        {draft.isChanged && <Button onClick={draft.reset}>{t('record.cancel')}</Button>}
      </div>
    </>
  )
}
