import { useTranslation } from 'react-i18next'

import { factorWord } from './score-words.ts'
import styles from './leads.module.css'

/** From the middle: to the right what raises the odds, to the left what lowers them; with the factor beside it. */
export function OddsBar({ logOdds, largest }: { logOdds: number; largest: number }) {
  const { t } = useTranslation()
  const width = `${Math.min(50, (Math.abs(logOdds) / largest) * 50)}%`
  return (
    <>
      <span className={styles.odds} aria-hidden>
        <i className={logOdds >= 0 ? styles.for : styles.against} style={{ width }} />
      </span>
      <span className={styles.factor} title={t(logOdds >= 0 ? 'leads.raises' : 'leads.lowers')}>
        {factorWord(logOdds)}
      </span>
    </>
  )
}
