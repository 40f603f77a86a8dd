import { useTranslation } from 'react-i18next'

import { formatNumber } from '../../../web/kit/format.ts'
import styles from './credit.module.css'

export interface Simulation {
  customers: number
  changed: number
  ratings: { rating: string; before: number; after: number }[]
  moves: { before: string; after: string; count: number }[]
}

/** Customers by rating, now and by the draft; below it from where to where they go. */
export function RatingBars({ simulation: { ratings, moves } }: { simulation: Simulation }) {
  const { t } = useTranslation()
  const most = Math.max(1, ...ratings.flatMap(({ before, after }) => [before, after]))
  return (
    <>
      <table className={styles.bars}>
        <thead>
          <tr>
            <th scope="col">{t('credit.rating')}</th>
            <th scope="col" className={styles.figure}>{t('credit.now')}</th>
            <th scope="col" className={styles.figure}>{t('credit.then')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {ratings.map(({ rating, before, after }) => (
            <tr key={rating}>
              <th scope="row">{rating.toUpperCase()}</th>
              <td className={styles.figure}>{formatNumber(before)}</td>
              <td className={styles.figure}>{formatNumber(after)}</td>
              <td aria-hidden="true" className={styles.barCell}>
                <i className={styles.barNow} style={{ width: `${(100 * before) / most}%` }} />
                <i className={styles.barThen} style={{ width: `${(100 * after) / most}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {moves.length > 0 && (
        <ul className={styles.reasons}>
          {moves.slice(0, 8).map(({ before, after, count }) => (
            <li key={`${before} ${after}`}>{t('credit.move', { before: before.toUpperCase(), after: after.toUpperCase(), count, text: formatNumber(count) })}</li>
          ))}
        </ul>
      )}
    </>
  )
}
