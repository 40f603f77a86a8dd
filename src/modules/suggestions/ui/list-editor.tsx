/** For which customers, and what they usually need: by hand, or drawn from what the good ones among them buy. */
import { ThunderboltOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { FilterBuilder } from '../../../web/records/filter/filter-builder.tsx'
import { LineTable } from './line-table.tsx'
import { withMined, type ListDraft } from './list-draft.ts'
import { listsPath, useAsks } from './suggestions-answer.ts'
import styles from './suggestions.module.css'

import type { Dispatch, SetStateAction } from 'react'
import type { MinedList } from '../queries/mine-list.ts'

interface Props {
  draft: ListDraft
  /** What was asked for while something else was typed is put to that. */
  onChange: Dispatch<SetStateAction<ListDraft>>
  disabled?: boolean
}

export function ListEditor({ draft, onChange, disabled = false }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const customer = useObject('customer')
  const object = useObject('suggestion_list')
  const canMine = useAsks('suggestion_list', 'mine')
  const [mined, setMined] = useState<MinedList>()
  const [isMining, setIsMining] = useState(false)
  const labelFor = (name: string) => labelOf(object?.fields.find((field) => field.name === name)?.label ?? { zh: name, en: name })
  const mine = async () => {
    setIsMining(true)
    try {
      const answer = await api.post<MinedList>(`/${listsPath}/mine`, { condition: draft.condition })
      setMined(answer)
      onChange((before) => ({ ...before, lines: withMined(before.lines, answer.lines) }))
    } catch (error) {
      toast.problem(error)
    } finally {
      setIsMining(false)
    }
  }
  return (
    <>
      <Card title={t('suggestions.for_whom')}>
        <label className={styles.field} htmlFor={`${id}-name`}>
          <span>{labelFor('name')}</span>
          <Input id={`${id}-name`} value={draft.name} maxLength={200} disabled={disabled} placeholder={t('suggestions.name_hint')} onChange={(event) => {
            const name = event.target.value
            onChange((before) => ({ ...before, name }))
          }} />
        </label>
        <span className={styles.label}>{t('suggestions.condition')}</span>
        {customer && (
          <div className={styles.filter} inert={disabled}>
            <FilterBuilder object={customer} filter={draft.condition} onChange={(condition) => onChange((before) => ({ ...before, condition }))} />
          </div>
        )}
      </Card>
      <Card title={t('suggestions.products')} note={draft.lines.length > 0 ? t('suggestions.count', { count: draft.lines.length }) : undefined}>
        {canMine && !disabled && (
          <div className={styles.bar}>
            <Button icon={<ThunderboltOutlined aria-hidden />} loading={isMining} onClick={() => void mine()}>{t('suggestions.mine')}</Button>
            <p className={styles.saying} role="status">{mined ? saidOf(mined) : t('suggestions.mine_about')}</p>
          </div>
        )}
        <LineTable lines={draft.lines} disabled={disabled} onChange={(lines) => onChange((before) => ({ ...before, lines }))} />
      </Card>
    </>
  )

  function saidOf({ is_enough: isEnough, good, customers, lines, good_share: share }: MinedList): string {
    return t(isEnough ? 'suggestions.mined' : 'suggestions.mined_too_little', { good: formatNumber(good), customers: formatNumber(customers), count: lines.length, share })
  }
}
