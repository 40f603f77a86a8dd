/** The tiers of a scheme, best first: who belongs there, and what such a customer gets. */
import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown, Input } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../web/client/metadata.tsx'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { FilterBuilder } from '../../../web/records/filter/filter-builder.tsx'
import { ConditionWords } from './condition-words.tsx'
import { optionName } from './names.ts'
import styles from './tiers.module.css'

import type { FieldMetadata, ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { DraftLevel, SchemeDraft } from './scheme-draft.ts'

interface Props {
  customer: ObjectMetadata
  draft: SchemeDraft
  isDraft: boolean
  onChange(part: Partial<SchemeDraft>): void
}

export function LevelList({ customer, draft, isDraft, onChange }: Props) {
  const { t } = useTranslation()
  const tier = customer.fields.find(({ name }) => name === 'tier')
  if (!tier) return null
  const { levels } = draft
  const free = (tier.options ?? []).filter(({ key }) => !levels.some((level) => level.tier === key))
  const move = (at: number, by: number) => {
    const next = levels.slice()
    const [one] = next.splice(at, 1)
    if (one) next.splice(at + by, 0, one)
    onChange({ levels: next })
  }
  return (
    <>
      <ol className={styles.levels}>
        {levels.map((level, at) => (
          <Level
            key={level.tier} customer={customer} tier={tier} level={level} draft={draft} isDraft={isDraft} isLast={at === levels.length - 1} isFirst={at === 0} onChange={onChange} onMove={(by) => move(at, by)}
            onService={(service) => onChange({ levels: levels.map((one) => (one.tier === level.tier ? { ...one, service } : one)) })}
            onRemove={() => onChange({ levels: levels.filter((one) => one.tier !== level.tier), conditions: Object.fromEntries(Object.entries(draft.conditions).filter(([key]) => key !== level.tier)) })}
          />
        ))}
      </ol>
      {isDraft && free.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: free.map(({ key, label }) => ({ key, label: labelOf(label) })), onClick: ({ key }) => onChange({ levels: [...levels, { tier: key, service: '' }] }) }}>
          <Button size="small" icon={<PlusOutlined aria-hidden />}>
            {t('tiers.add_level')}
          </Button>
        </Dropdown>
      )}
    </>
  )
}

interface LevelProps extends Props {
  tier: FieldMetadata
  level: DraftLevel
  isFirst: boolean
  isLast: boolean
  onMove(by: number): void
  onService(service: string): void
  onRemove(): void
}

function Level({ customer, tier, level, draft, isDraft, isFirst, isLast, onChange, onMove, onService, onRemove }: LevelProps) {
  const { t } = useTranslation()
  const id = useId()
  const name = optionName(tier, level.tier)
  const condition = draft.conditions[level.tier] ?? {}
  const isOpen = Object.keys(condition).length === 0
  return (
    <li className={styles.level} aria-label={name}>
      <div className={styles.levelHead}>
        <b>
          <ChoiceLabel field={tier} option={level.tier} />
        </b>
        {isDraft && (
          <span className={styles.levelActs}>
            <Button type="text" size="small" disabled={isFirst} icon={<ArrowUpOutlined aria-hidden />} aria-label={t('tiers.higher', { name })} onClick={() => onMove(-1)} />
            <Button type="text" size="small" disabled={isLast} icon={<ArrowDownOutlined aria-hidden />} aria-label={t('tiers.lower', { name })} onClick={() => onMove(1)} />
            <Button type="text" size="small" icon={<CloseOutlined aria-hidden />} aria-label={t('tiers.remove_level', { name })} onClick={onRemove} />
          </span>
        )}
      </div>
      {isDraft ? (
        <>
          {isLast && isOpen && <p className={styles.hint}>{t('tiers.rest')}</p>}
          <FilterBuilder object={customer} filter={condition} onChange={(filter) => onChange({ conditions: { ...draft.conditions, [level.tier]: filter } })} />
          <label htmlFor={id} className={styles.label}>
            {t('tiers.service')}
          </label>
          <Input.TextArea id={id} autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} value={level.service} placeholder={t('tiers.service_hint')} onChange={(event) => onService(event.target.value)} />
        </>
      ) : (
        <>
          <p className={styles.condition}>{isOpen ? t('tiers.rest') : <ConditionWords object={customer} filter={condition} />}</p>
          {level.service && <p className={styles.service}>{level.service}</p>}
        </>
      )}
    </li>
  )
}
