/** One line of the filter: field, operator, operand. */
import { CloseOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { useMetadata } from '../../client/metadata.tsx'
import { twinOf } from '../../fields/index.ts'
import { fieldAt } from '../list/columns.ts'
import { DayOperand, isDayQuestion } from './day-operand.tsx'
import { FieldPicker } from './field-picker.tsx'
import { emptyGroup } from './filter-model.ts'
import { operandAsRead, operandAsWritten } from './operands.ts'
import styles from './filter.module.css'

import type { Operator } from '../../../kernel/definitions/field.ts'
import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { Condition, FilterNode } from './filter-model.ts'
import type { Names } from './filter-words.ts'

interface Props {
  object: ObjectMetadata
  condition: Condition
  names: Names
  onChange(node: FilterNode): void
  onRemove(): void
}

export function ConditionEditor({ object, condition, names, onChange, onRemove }: Props) {
  const { t } = useTranslation()
  const metadata = useMetadata()
  const id = useId()
  const field = fieldAt(metadata, object, condition.path)

  const choose = (path: string[]) => {
    const chosen = fieldAt(metadata, object, path)
    const operator = chosen ? firstOperator(chosen) : condition.operator
    onChange({ ...condition, path, operator, operand: startOperand(chosen, operator) })
  }
  const changeOperator = (operator: Operator) => {
    const keeps = isList(operator) === isList(condition.operator) && isSpan(operator) === isSpan(condition.operator) && condition.operator !== 'is_empty' && operator !== 'is_empty' && operator !== 'between' && condition.operator !== 'between'
    onChange({ ...condition, operator, operand: keeps ? condition.operand : startOperand(field, operator) })
  }

  return (
    <div className={styles.condition}>
      <FieldPicker object={object} path={condition.path} accepts={isFilterable} onChange={choose} onRelated={(collection) => onChange({ kind: 'related', id: condition.id, collection, word: 'some', inner: emptyGroup() })} label={t('filter.field')} />
      {field && (
        <>
          <Select<Operator>
            className={styles.operator}
            value={condition.operator}
            onChange={changeOperator}
            options={field.operators.map((operator) => ({ value: operator, label: t(`filter.operators.${operator}`) }))}
            popupMatchSelectWidth={false}
            aria-label={t('filter.operator')}
          />
          <div className={styles.operand}>
            <Operand field={field} condition={condition} names={names} id={id} onChange={(operand) => onChange({ ...condition, operand })} />
          </div>
        </>
      )}
      <Button type="text" size="small" icon={<CloseOutlined aria-hidden />} aria-label={t('filter.remove')} onClick={onRemove} />
    </div>
  )
}

function Operand({ field, condition, names, id, onChange }: { field: FieldMetadata; condition: Condition; names: Names; id: string; onChange(operand: unknown): void }) {
  const { t } = useTranslation()
  const label = t('filter.value')
  if (isDayQuestion(field, condition.operator)) return <DayOperand field={field} operator={condition.operator} value={condition.operand} onChange={onChange} id={id} label={label} />
  const { Filter } = twinOf(field)
  if (!Filter) return null
  return (
    <Filter
      field={field}
      operator={condition.operator}
      value={operandAsRead(field, condition.operand, names)}
      onChange={(operand) => onChange(operandAsWritten(operand))}
      id={id}
      label={label}
    />
  )
}

export function isFilterable(field: FieldMetadata): boolean {
  return field.operators.length > 0
}

/** What people most often ask of such a field. */
function firstOperator(field: FieldMetadata): Operator {
  const wanted = twinOf(field).firstOperator
  return field.operators.find((operator) => operator === wanted) ?? field.operators[0] ?? 'eq'
}

function startOperand(field: FieldMetadata | undefined, operator: Operator): unknown {
  if (operator === 'is_empty') return true
  if (operator === 'in_last' || operator === 'in_next') return '30d'
  if (operator === 'on') return 'today'
  return field && operator === 'eq' ? twinOf(field).firstOperand : undefined
}

function isList(operator: Operator): boolean {
  return operator === 'in' || operator === 'nin'
}

function isSpan(operator: Operator): boolean {
  return operator === 'in_last' || operator === 'in_next'
}
