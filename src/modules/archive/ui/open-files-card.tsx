/** On Today: files of mine that are to be completed, the most urgent first. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import { useNow } from '../../../web/kit/use-now.ts'

import type { RecordData } from '../../../web/client/records.ts'

export function OpenFilesCard() {
  const { t } = useTranslation()
  const object = useObject('archive_clock')
  const now = useNow().getTime()
  const query = useList('archive-clocks', { filter: { owner: '@me', kind: 'filing', done_at: { is_empty: true } }, sort: 'due_at', limit: 5, count: 'exact' }, { enabled: object !== undefined })
  if (!object) return null
  const options = object.fields.find((field) => field.name === 'missing')?.options ?? []
  const missingOf = (clock: RecordData) => (Array.isArray(clock.missing) ? clock.missing.map((key) => labelOf(options.find((option) => option.key === key)?.label ?? { zh: String(key), en: String(key) })) : [])
  const total = query.data?.pages[0]?.total
  return (
    <Card title={t('archive.mine')} note={total || undefined} action={<Link to="/archive-clocks/rates">{t('archive.rates')}</Link>}>
      <Loaded query={query} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('archive.mine_none') }}>
        {(data) => (
          <Rows>
            {recordsOf(data).slice(0, 5).map((clock) => {
              const customer = referenceOf(clock.customer)
              return (
                <Row
                  key={clock.id}
                  to={`/customers/${customer?.id ?? ''}`}
                  title={customer?.name ?? ''}
                  note={t('archive.missing', { fields: missingOf(clock).join(t('filter.list_words')) })}
                  end={formatDateTime(clock.due_at, 'short')}
                  isAlarming={Date.parse(String(clock.due_at)) < now}
                />
              )
            })}
          </Rows>
        )}
      </Loaded>
    </Card>
  )
}

function referenceOf(value: unknown): { id: string; name: string } | undefined {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value ? { id: String(value.id), name: String(value.name) } : undefined
}
