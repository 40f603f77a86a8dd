/** Why the customer is in its tier, since when, what it gets, and what is missing to the next one. */
import { CheckOutlined, MinusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys, recordsOf, useList } from '../../../web/client/records.ts'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate } from '../../../web/kit/format.ts'
import { ConditionWords } from './condition-words.tsx'
import { Figures } from './figures.tsx'
import { optionName } from './names.ts'
import { movesPath } from './scheme-draft.ts'
import styles from './tiers.module.css'

import type { TierAnswer } from '../actions/show-tier.ts'
import type { FieldMetadata, ObjectMetadata } from '../../../web/client/metadata.tsx'

export function TierCard({ customer }: { customer: string }) {
  const object = useObject('customer')
  const tier = object?.fields.find(({ name }) => name === 'tier')
  return object && tier && object.queries.includes('tier') ? <Known object={object} tier={tier} customer={customer} /> : null
}

function Known({ object, tier, customer }: { object: ObjectMetadata; tier: FieldMetadata; customer: string }) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: keys.about('customers', customer, 'tier'), queryFn: ({ signal }) => api.post<TierAnswer>(`/customers/${customer}/tier`, {}, { signal }) })
  if (query.data && !query.data.scheme && !query.data.since) return null
  return (
    <Card title={t('tiers.card')} note={query.data?.since && t('tiers.since', { day: formatDate(query.data.since) })} action={<Link to={`/${movesPath}?${new URLSearchParams({ view: 'all', filter: JSON.stringify({ customer }) })}`}>{t('tiers.moves')}</Link>}>
      <Loaded query={query} lines={4}>
        {(answer) => (
          <>
            <p className={styles.standing}>
              <b>
                <ChoiceLabel field={tier} option={answer.tier} />
              </b>
              <span>{saying(t, tier, answer)}</span>
            </p>
            {answer.service && <p className={styles.service}>{answer.service}</p>}
            {answer.rules.map((rule) => <RuleParts key={rule.tier} object={object} tier={tier} rule={rule} isOwn={rule.tier === answer.tier} />)}
            <LastMoves customer={customer} tier={tier} />
          </>
        )}
      </Loaded>
    </Card>
  )
}

function saying(t: ReturnType<typeof useTranslation>['t'], tier: FieldMetadata, answer: TierAnswer): string {
  const due = optionName(tier, answer.due)
  if (!answer.scheme) return t('tiers.say.no_scheme')
  if (answer.outcome === null) return t('tiers.say.unvalued')
  const day = { kept: answer.kept_until, stays: answer.stays_until, holds: answer.goes_down_on }[answer.outcome as string]
  return t(`tiers.say.${answer.outcome}`, { due, day: day ? formatDate(day) : '' })
}

function RuleParts({ object, tier, rule, isOwn }: { object: ObjectMetadata; tier: FieldMetadata; rule: TierAnswer['rules'][number]; isOwn: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      <h3 className={styles.sub}>
        {t(isOwn ? 'tiers.to_stay' : 'tiers.to_rise')} <ChoiceLabel field={tier} option={rule.tier} />
      </h3>
      <ul className={styles.parts}>
        {rule.parts.map((part, at) => (
          // The parts of a rule stay where they are.
          <li key={at} className={part.is_met ? styles.met : styles.missing}>
            {part.is_met ? <CheckOutlined aria-label={t('tiers.met')} /> : <MinusOutlined aria-label={t('tiers.missing')} />}
            <span>
              {part.filter ? <ConditionWords object={object} filter={{ ...part.filter }} /> : t('tiers.hidden')}
              {part.figures.length > 0 && !part.is_met && (
                <small>
                  {t('tiers.now')} <Figures figures={part.figures} />
                </small>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function LastMoves({ customer, tier }: { customer: string; tier: FieldMetadata }) {
  const { t } = useTranslation()
  const object = useObject('tier_move')
  const query = useList(movesPath, { filter: { customer }, sort: '-moved_on', limit: 3 }, { enabled: object !== undefined })
  const moves = recordsOf(query.data)
  const way = object?.fields.find(({ name }) => name === 'way')
  if (moves.length === 0 || !way) return null
  return (
    <>
      <h3 className={styles.sub}>{t('tiers.last_moves')}</h3>
      <ul className={styles.lastMoves}>
        {moves.map((move) => (
          <li key={move.id}>
            <Link to={`/${movesPath}/${move.id}`}>{formatDate(move.moved_on)}</Link>
            <span className={styles.step}>
              <ChoiceLabel field={tier} option={move.from_tier} /> → <ChoiceLabel field={tier} option={move.to_tier} />
            </span>
            <span className={styles.quiet}>{move.state === 'undone' ? t('tiers.taken_back') : <ChoiceLabel field={way} option={move.way} />}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
