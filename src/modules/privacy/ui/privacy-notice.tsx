/** On top of a customer: erased, asked to be, or known from before. */
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { formatDate } from '../../../web/kit/format.ts'
import styles from './privacy.module.css'

import type { PrivacyStanding } from './privacy-answer.ts'

export function PrivacyNotice({ standing }: { standing: PrivacyStanding | undefined }) {
  const { t } = useTranslation()
  const grounds = useObject('erasure')?.fields.find((field) => field.name === 'ground')?.options ?? []
  if (!standing) return null
  const { erasure, erased_before: before } = standing
  const ground = grounds.find(({ key }) => key === before?.status)
  const texts = [
    erasure?.status === 'done' ? t('privacy.notice_done', { day: formatDate(erasure.at), number: erasure.number }) : '',
    erasure?.status === 'asked' ? t('privacy.notice_asked', { day: formatDate(erasure.at), number: erasure.number }) : '',
    before ? t('privacy.notice_before', { day: formatDate(before.at), number: before.number, ground: ground ? labelOf(ground.label) : '' }) : '',
  ].filter(Boolean)
  return texts.map((text) => (
    <p key={text} className={styles.notice} role="note">
      {text}
    </p>
  ))
}
