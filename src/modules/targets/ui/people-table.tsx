import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { formatMoney } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { opportunitiesOf, partsOf, shareOf } from './forecast-rows.ts'
import styles from './targets.module.css'

import type { Expected } from '../queries/expected.ts'
import type { Forecast } from '../queries/forecast.ts'
import type { Shown } from './span.ts'

const columns = ['closed', 'committed', 'best_case', 'pipeline', 'weighted'] as const

export function PeopleTable({ forecast, shown }: { forecast: Forecast; shown: Shown }) {
  const { t } = useTranslation()
  const most = forecast.people[0]?.pipeline ?? '0'
  const money = (value: string) => formatMoney(value, { compact: true, scale: 0 })
  return forecast.people.length === 0 ? (
    <p className={styles.quiet}>{t('targets.nothing_expected')}</p>
  ) : (
    <ScrollBox label={t('targets.by_owner')} className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('targets.owner')}</th>
            <th scope="col" className={styles.wide}>{t('targets.makeup')}</th>
            {columns.map((name) => (
              <th key={name} scope="col" className={isOnPhone(name) ? styles.figure : `${styles.figure} ${styles.desk}`}>{t(`targets.figure.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {forecast.people.map(({ person, ...figures }) => (
            <tr key={person?.id ?? ''}>
              <th scope="row">{person ? (person.name ?? t('targets.unseen')) : t('targets.nobody')}</th>
              <td><Stack figures={figures} whole={most} /></td>
              {columns.map((name) => (
                <td key={name} className={isOnPhone(name) ? styles.figure : `${styles.figure} ${styles.desk}`}>
                  {name === 'closed' && person ? <Link to={opportunitiesOf('closed', shown, { owner: person.id })}>{money(figures[name])}</Link> : money(figures[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function isOnPhone(name: (typeof columns)[number]): boolean {
  return name === 'closed' || name === 'weighted'
}

/** Won, committed, best case and the rest, side by side; the figures beside it say the same. */
export function Stack({ figures, whole }: { figures: Expected; whole: string }) {
  return (
    <div className={styles.stack} aria-hidden="true">
      {partsOf(figures).map(({ name, amount }) => {
        const share = shareOf(amount, whole)
        return share > 0 ? <span key={name} className={styles[name]} style={{ width: `${share}%` }} /> : null
      })}
    </div>
  )
}
