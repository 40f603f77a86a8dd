import { useTranslation } from 'react-i18next'

import { formatMoney, formatNumber } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { optionName } from './names.ts'
import styles from './tiers.module.css'

import type { Preview } from '../actions/preview.ts'
import type { FieldMetadata } from '../../../web/client/metadata.tsx'
import type { ChosenCell } from './preview-card.tsx'

interface Props {
  tier: FieldMetadata
  levels: string[]
  groups: Preview['groups']
  cell: ChosenCell | undefined
  onCell(cell: ChosenCell | undefined): void
}

/** From where (rows) to where (columns): how many, and what they bought in the window. Who stays stands on the diagonal. */
export function MoveMatrix({ tier, levels, groups, cell, onCell }: Props) {
  const { t } = useTranslation()
  const nameOf = (key: string) => optionName(tier, key)
  const sumOf = (from: string, to: string) => {
    const those = groups.filter((group) => group.tier === from && group.next === to)
    return { customers: those.reduce((sum, { customers }) => sum + customers, 0), amount: those.every(({ amount }) => amount === null) ? null : those.reduce((sum, { amount }) => sum + Number(amount ?? 0), 0) }
  }
  return (
    <ScrollBox label={t('tiers.matrix')} className={styles.box}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('tiers.from_to')}</th>
            {levels.map((key) => <th key={key} scope="col">{nameOf(key)}</th>)}
          </tr>
        </thead>
        <tbody>
          {levels.map((from, row) => (
            <tr key={from}>
              <th scope="row">{nameOf(from)}</th>
              {levels.map((to, column) => {
                const { customers, amount } = sumOf(from, to)
                const figures = <><b>{formatNumber(customers)}</b>{amount !== null && customers > 0 && <small>{formatMoney(String(amount), { compact: true, scale: 0 })}</small>}</>
                if (customers === 0) return <td key={to} className={styles.none}>—</td>
                const isChosen = cell?.from === from && cell.to === to
                return (
                  <td key={to} className={column === row ? styles.same : column < row ? styles.up : styles.down}>
                    <button type="button" aria-pressed={isChosen} aria-label={t(row === column ? 'tiers.cell_stays' : 'tiers.cell', { from: nameOf(from), to: nameOf(to), count: customers, number: formatNumber(customers) })} onClick={() => onCell(isChosen ? undefined : { from, to })}>
                      {figures}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
