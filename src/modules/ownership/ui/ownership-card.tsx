/** On the page of a customer: who holds it since when, how it came there, when it goes back to the pool; claiming, giving back, handing over. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatDate } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { causeWords, ownershipOf } from './ownership-words.ts'
import { useClaim } from './pool-answer.ts'
import styles from './ownership.module.css'

import type { RecordData } from '../../../web/client/records.ts'

interface Standing {
  due: { on: string; why: 'contact' | 'deal'; pool: string; days: number; is_soon: boolean } | null
}

const reasons = ['no_interest', 'no_time', 'other_region', 'other_industry', 'other'] as const

export function OwnershipCard({ customer, ownership: given }: { customer: RecordData; ownership: unknown }) {
  const { t } = useTranslation()
  const ownership = ownershipOf(given)
  const owner = nameOf(customer.owner)
  const standing = useQuery({
    queryKey: ['records', 'customers', 'about', customer.id, 'standing', customer.version],
    queryFn: ({ signal }) => api.post<Standing>(`/customers/${customer.id}/standing`, {}, { signal }),
    enabled: owner !== null,
  })
  const due = owner === null ? null : standing.data?.due
  const facts = [
    { name: t('ownership.owner'), value: owner ?? t('ownership.nobody') },
    { name: t(owner === null ? 'ownership.in_pool_since' : 'ownership.since'), value: ownership && formatDate(ownership.since) },
    { name: t('ownership.how'), value: ownership && causeWords(t, ownership) },
    { name: t('ownership.last_deal'), value: ownership?.dealt_at && formatDate(ownership.dealt_at) },
  ]
  return (
    <Card title={t('ownership.title')} action={<Actions customer={customer} isOwned={owner !== null} />}>
      <dl className={styles.facts}>
        {facts.map(({ name, value }) => value && (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {due && (
          <>
            <dt>{t('ownership.goes_back')}</dt>
            <dd className={due.is_soon ? styles.soon : undefined}>{t('ownership.goes_back_words', { day: formatDate(due.on), why: t(`ownership.because.${due.why}`, { days: due.days }) })}</dd>
          </>
        )}
      </dl>
    </Card>
  )
}

function Actions({ customer, isOwned }: { customer: RecordData; isOwned: boolean }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const navigate = useNavigate()
  const claim = useClaim()
  const handover = useObject('handover')
  const object = useObject('customer')
  const ownerField = object?.fields.find(({ name }) => name === 'owner')
  if (!isOwned) {
    return (
      <Button size="small" loading={claim.isPending} onClick={() => claim.mutate({ id: customer.id, name: String(customer.name ?? '') })}>
        {t('ownership.pool.claim')}
      </Button>
    )
  }
  if (!customer.can.change || !ownerField || ownerField.readonly) return null
  const giveBack = async (reason: string) => {
    try {
      await api.post(`/customers/${customer.id}/return`, { reason })
      toast.done(t('ownership.returned'))
      await client.invalidateQueries({ queryKey: ['records'] })
    } catch (error) {
      toast.problem(error)
    }
  }
  const items = [
    ...(handover?.can.create ? [{ key: 'handover', label: t('ownership.handover.start'), onClick: () => void navigate(`/handovers/new?customer=${customer.id}`) }] : []),
    { key: 'return', label: t('ownership.give_back'), children: reasons.map((reason) => ({ key: reason, label: t(`ownership.reason.${reason}`), onClick: () => void giveBack(reason) })) },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button size="small" type="link" aria-label={t('ownership.change')}>
        {t('ownership.change')}
      </Button>
    </Dropdown>
  )
}

function nameOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : null
}
