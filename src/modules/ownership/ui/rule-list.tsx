import { Switch } from 'antd'
import { useTranslation } from 'react-i18next'

import { usePatch } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './ownership.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

/** Each rule as a sentence, with its switch. */
export function RuleList({ object, rules, words, onOpen }: { object: ObjectMetadata; rules: RecordData[]; words(rule: RecordData): string[]; onOpen(rule: RecordData): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const patch = usePatch(object.path)
  return (
    <ul className={styles.rules}>
      {rules.map((rule) => (
        <li key={rule.id} className={styles.rule}>
          <Switch
            checked={rule.is_active === true}
            disabled={!rule.can.change}
            onChange={(is_active) => patch.mutate({ id: rule.id, version: rule.version, changes: { is_active } }, { onError: toast.problem })}
            aria-label={t('ownership.rule_on', { name: String(rule.name) })}
          />
          <div className={styles.ruleText}>
            <button type="button" onClick={() => onOpen(rule)}>
              {String(rule.name)}
            </button>
            <small>{words(rule).filter(Boolean).join(' · ')}</small>
          </div>
        </li>
      ))}
    </ul>
  )
}
