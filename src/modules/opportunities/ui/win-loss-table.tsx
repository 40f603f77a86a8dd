/** What was won and lost by one way of looking at it, the most frequent first. */
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { formatMoney, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { nameInLanguage } from './stage-words.ts'
import styles from './funnel.module.css'

import type { WinLoss, WinLossLine } from '../queries/win-loss.ts'

const ways = ['reason', 'competitor', 'source', 'campaign', 'owner', 'closed_from'] as const
type Way = (typeof ways)[number]

interface Props {
  answer: WinLoss
  by: string | null
  onBy(by: string): void
}

export function WinLossTable({ answer, by, onBy }: Props) {
  const { t } = useTranslation()
  const object = useObject('opportunity')
  const known = ways.filter((way) => answer[way] !== undefined)
  const way = known.find((each) => each === by) ?? known[0]
  const lines = (way && answer[way]) ?? []
  const nameOf = (line: WinLossLine) => {
    const option = object?.fields.find(({ name }) => name === way)?.options?.find(({ key }) => key === line.key)
    return option ? labelOf(option.label) : line.name ? nameInLanguage(line.name) : t('opportunities.unknown')
  }
  const most = Math.max(1, ...lines.map(({ won, lost }) => won + lost))
  return (
    <>
      <div className={styles.segments}>
        <Segmented<Way> value={way} onChange={onBy} options={known.map((each) => ({ value: each, label: t(`opportunities.by.${each}`) }))} />
      </div>
      <ScrollBox label={t('opportunities.win_loss')} className={styles.box}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{way && t(`opportunities.by.${way}`)}</th>
              <th scope="col" className={styles.wide}>{t('opportunities.won_and_lost')}</th>
              <th scope="col" className={styles.figure}>{t('opportunities.is_won')}</th>
              <th scope="col" className={styles.figure}>{t('opportunities.is_lost')}</th>
              <th scope="col" className={styles.figure}>{t('opportunities.win_rate')}</th>
              <th scope="col" className={styles.figure}>{t('opportunities.won_amount')}</th>
              <th scope="col" className={styles.figure}>{t('opportunities.lost_amount')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key ?? ''}>
                <th scope="row">{nameOf(line)}</th>
                <td>
                  <span className={styles.pair} style={{ width: `${(100 * (line.won + line.lost)) / most}%` }}>
                    <span className={styles.fillWon} style={{ flexGrow: line.won }} />
                    <span className={styles.fillLost} style={{ flexGrow: line.lost }} />
                  </span>
                </td>
                <Figures line={line} />
              </tr>
            ))}
            <tr className={styles.wonRow}>
              <th scope="row">{t('opportunities.total')}</th>
              <td />
              <Figures line={answer.total} />
            </tr>
          </tbody>
        </table>
      </ScrollBox>
    </>
  )
}

function Figures({ line }: { line: WinLossLine }) {
  return (
    <>
      <td className={styles.figure}>{formatNumber(line.won)}</td>
      <td className={styles.figure}>{formatNumber(line.lost)}</td>
      <td className={styles.figure}>{formatPercent((100 * line.won) / Math.max(1, line.won + line.lost), 0)}</td>
      <td className={styles.figure}>{line.won_amount === null ? '' : formatMoney(line.won_amount, { compact: true })}</td>
      <td className={styles.figure}>{line.lost_amount === null ? '' : formatMoney(line.lost_amount, { compact: true })}</td>
    </>
  )
}
