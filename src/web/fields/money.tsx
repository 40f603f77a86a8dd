import { useMetadata } from '../client/metadata.tsx'
import { formatMoney, formatNumber } from '../kit/format.ts'
import styles from './fields.module.css'
import { NumberInput } from './number-input.tsx'
import { filterBy } from './operand.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

/** An amount with a currency of its own is typed in that one: what is given back is the amount alone. */
function Input({ value, ...props }: InputProps) {
  const { workspace } = useMetadata()
  const isPair = typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
  return <NumberInput {...props} value={isPair ? value.amount : value} isExact prefix={signOf(isPair ? String(value.currency) : workspace.currency)} />
}

function Cell({ field, value }: CellProps) {
  return <span className={styles.figure}>{formatMoney(value, { scale: field.scale })}</span>
}

function signOf(currency: string): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0)
  return parts.find((part) => part.type === 'currency')?.value ?? currency
}

export const money: FieldTwin = { Input, Cell, Filter: filterBy(Input), align: 'right', width: 130, isAdded: true, isMoney: true, isFact: true, firstOperator: 'gte', operandText: (operand) => formatNumber(operand) || operand }
