/** On the page of a move: the figures that decided, as they were on the day. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { Figures } from './figures.tsx'
import { movesPath } from './scheme-draft.ts'

import type { Figure } from '../queries/figures.ts'
import type { RecordData } from '../../../web/client/records.ts'

export function MoveWhy({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const isByHand = record.way === 'hand'
  const query = useQuery({ queryKey: keys.about(movesPath, record.id, 'why'), queryFn: ({ signal }) => api.post<{ figures: Figure[] }>(`/${movesPath}/${record.id}/why`, {}, { signal }), enabled: !isByHand })
  if (isByHand) return null
  return (
    <Card title={t('tiers.why')}>
      <Loaded query={query} isEmpty={({ figures }) => figures.length === 0} empty={{ title: t('tiers.no_figures') }}>
        {({ figures }) => <Figures figures={figures} />}
      </Loaded>
    </Card>
  )
}
