/** Before one dials: hours in which nobody may call, channels the customer does not want, how this person likes to be spoken to. */
import { BellOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { workspaceTimeZone } from '../../../web/kit/format.ts'
import { useNow } from '../../../web/kit/use-now.ts'
import { isWithin } from './quiet-hours.ts'
import styles from './customer-page.module.css'

import type { FieldMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

export function CallNotice({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const object = useObject('customer')
  const hours = entriesOf(record.do_not_disturb)
  const now = clock(useNow())
  const quiet = hours.filter((span) => isWithin(now, span.from ?? '', span.to ?? ''))
  const consents = object?.fields.find((field) => field.name === 'consents')
  const withdrawn = entriesOf(record.consents).filter((consent) => consent.state === 'withdrawn')
  const channelsOf = (purpose: string) => withdrawn.filter((consent) => consent.purpose === purpose).map((consent) => channelName(consents, consent.channel ?? ''))
  const [service, marketing] = [channelsOf('service'), channelsOf('marketing')]
  const styleHint = typeof record.communication_style === 'string' ? t(`customers.style.${record.communication_style}`, { defaultValue: '' }) : ''
  const temperHint = typeof record.temperament === 'string' ? t(`customers.temperament.${record.temperament}`, { defaultValue: '' }) : ''
  const warnings = [
    ...quiet.map((span) => t('customers.quiet_now', { from: span.from, to: span.to })),
    ...(service.length > 0 ? [t('customers.withdrawn', { channels: service.join(t('filter.list_words')) })] : []),
    ...(marketing.length > 0 ? [t('customers.withdrawn_marketing', { channels: marketing.join(t('filter.list_words')) })] : []),
  ]
  const hints = [...(quiet.length === 0 ? hours.map((span) => t('customers.quiet', { from: span.from, to: span.to })) : []), styleHint, temperHint].filter(Boolean)
  if (warnings.length === 0 && hints.length === 0) return null
  return (
    <section className={styles.notices} aria-label={t('customers.before_call')}>
      {warnings.map((text) => (
        <p key={text} className={styles.warning}>
          <BellOutlined aria-hidden /> {text}
        </p>
      ))}
      {hints.map((text) => (
        <p key={text} className={styles.callHint}>
          {text}
        </p>
      ))}
    </section>
  )
}

function entriesOf(value: unknown): Record<string, string>[] {
  if (!Array.isArray(value)) return []
  return value.filter((entry: unknown): entry is Record<string, string> => typeof entry === 'object' && entry !== null)
}

function channelName(field: FieldMetadata | undefined, key: string): string {
  const option = field?.parts?.find((part) => part.name === 'channel')?.options?.find((each) => each.key === key)
  return option ? labelOf(option.label) : key
}

function clock(date: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: workspaceTimeZone(), hour: '2-digit', minute: '2-digit' }).format(date)
}
