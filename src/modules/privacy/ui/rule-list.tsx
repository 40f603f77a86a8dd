import { Switch } from 'antd'
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { usePatch } from '../../../web/client/records.ts'
import { timeAgo } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './privacy.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

/** Each rule as a sentence, with its switch. */
export function RuleList({ object, rules, onOpen }: { object: ObjectMetadata; rules: RecordData[]; onOpen(rule: RecordData): void }) {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const toast = useToast()
  const patch = usePatch(object.path)
  const labelIn = (name: string, value: unknown) => {
    const option = object.fields.find((field) => field.name === name)?.options?.find(({ key }) => key === value)
    return option ? labelOf(option.label) : ''
  }
  return (
    <ul className={styles.rules}>
      {rules.map((rule) => {
        const target = objects.find(({ name }) => name === rule.object)
        const words = [
          t('privacy.rule_words', { objects: target ? labelOf(target.plural_label) : String(rule.object), months: Number(rule.months) }),
          labelIn('act', rule.act),
          labelIn('mode', rule.mode),
          rule.last_run_at ? t('privacy.last_run', { when: timeAgo(rule.last_run_at) }) : '',
        ]
        const turn = (is_active: boolean) => patch.mutate({ id: rule.id, version: rule.version, changes: { is_active } }, { onError: toast.problem })
        return (
          <li key={rule.id} className={styles.rule}>
            <Switch checked={rule.is_active === true} disabled={!rule.can.change} onChange={turn} aria-label={t('privacy.rule_on', { name: String(rule.name) })} />
            <div className={styles.ruleText}>
              <button type="button" onClick={() => onOpen(rule)}>
                {String(rule.name)}
              </button>
              <small>{words.filter(Boolean).join(' · ')}</small>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
