import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { Figures } from './figures.tsx'
import styles from './tiers.module.css'

import type { Preview } from '../actions/preview.ts'
import type { FieldMetadata } from '../../../web/client/metadata.tsx'

/** Who moves and why, or why who stays does; a customer that is limited says where its figures would lead. */
export function MoverList({ tier, movers, moving, onMore }: { tier: FieldMetadata; movers: Preview['movers']; moving: number; onMore?: () => void }) {
  const { t } = useTranslation()
  if (movers.length === 0) return null
  return (
    <>
      <ul className={styles.movers} aria-label={t('tiers.movers')}>
        {movers.map(({ id, name, tier: from, next, due, outcome, figures }) => (
          <li key={id}>
            <Link to={`/customers/${id}`}>{name}</Link>
            <span className={styles.step}>
              {outcome === 'moves' ? <><ChoiceLabel field={tier} option={from} /> → <ChoiceLabel field={tier} option={next} /></> : t(`tiers.stays.${outcome}`)}
            </span>
            <span className={styles.why}>
              <Figures figures={figures} />
              {due !== null && due !== next && <span>{t(outcome === 'moves' ? 'tiers.limited' : 'tiers.due')} <ChoiceLabel field={tier} option={due} /></span>}
            </span>
          </li>
        ))}
      </ul>
      {moving > movers.length && <p className={styles.hint}>{t('tiers.first_of', { shown: formatNumber(movers.length), count: moving, number: formatNumber(moving) })}{onMore && <Button type="link" size="small" onClick={onMore}>{t('tiers.more')}</Button>}</p>}
    </>
  )
}
