/** Whom the rules would move today, from where to where; nothing is written. A cell of the table narrows the list below it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { MoveMatrix } from './move-matrix.tsx'
import { MoverList } from './mover-list.tsx'
import { schemesPath } from './scheme-draft.ts'
import styles from './tiers.module.css'

import type { Preview } from '../actions/preview.ts'
import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { rulesOf } from './scheme-draft.ts'

/** Typing waits so long before everybody is decided anew. */
const pause = 600

export interface ChosenCell {
  from: string
  to: string
}

interface Props {
  customer: ObjectMetadata
  rules: ReturnType<typeof rulesOf>
  version: number
}

export function PreviewCard({ customer, rules, version }: Props) {
  const { t } = useTranslation()
  const [cell, setCell] = useState<ChosenCell>()
  const asked = useSettled({ ...rules, ...cell })
  const query = useQuery({
    queryKey: [...keys.lists(schemesPath), 'preview', asked, version],
    queryFn: ({ signal }) => api.post<Preview>(`/${schemesPath}/preview`, asked, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const tier = customer.fields.find(({ name }) => name === 'tier')
  if (!tier) return null
  return (
    <Card title={t('tiers.preview')} note={t('tiers.preview_note')}>
      <Loaded query={query} lines={8}>
        {(preview) => {
          const count = (outcome: string) => preview.groups.filter((group) => group.outcome === outcome).reduce((sum, { customers }) => sum + customers, 0)
          const moving = count('moves')
          return (
            <div aria-busy={query.isFetching}>
              <p className={styles.moving}>{moving === 0 ? t('tiers.nobody_moves') : t('tiers.would_move', { count: moving, number: formatNumber(moving) })}</p>
              <MoveMatrix tier={tier} levels={rules.levels.map((level) => level.tier)} groups={preview.groups} cell={cell} onCell={setCell} />
              <ul className={styles.outcomes}>
                {(['holds', 'stays', 'kept', 'apart'] as const).filter((outcome) => count(outcome) > 0).map((outcome) => <li key={outcome}>{t(`tiers.outcome.${outcome}`, { count: count(outcome), number: formatNumber(count(outcome)) })}</li>)}
              </ul>
              <MoverList tier={tier} movers={preview.movers} moving={cell ? countOf(preview, cell) : moving} />
            </div>
          )
        }}
      </Loaded>
    </Card>
  )
}

function countOf({ groups }: Preview, { from, to }: ChosenCell): number {
  return groups.filter(({ tier, next, outcome }) => outcome === 'moves' && tier === from && next === to).reduce((sum, { customers }) => sum + customers, 0)
}

/** The last value once it has not changed for a while; by what it holds. */
function useSettled<Value>(value: Value): Value {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => JSON.parse(text)), pause)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
