/** Checking in (签到) at the customer's: the place of the device goes with the contact. */
import { AimOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { whereIam } from '../../../web/client/where-i-am.ts'
import { formatTime } from '../../../web/kit/format.ts'
import { mapLink } from '../../../web/kit/map-link.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './log-contact.module.css'

import type { CheckIn as Checked } from './contact-draft.ts'

export const visitChannel = 'visit_out'

export function CheckIn({ value, onChange }: { value: Checked | null; onChange(value: Checked | null): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [isLooking, setIsLooking] = useState(false)
  const checkIn = async () => {
    setIsLooking(true)
    const point = await whereIam()
    setIsLooking(false)
    if (point) onChange({ ...point, at: new Date().toISOString() })
    else toast.information(t('fields.nowhere'))
  }
  return (
    <div className={styles.checkIn}>
      {value ? (
        <>
          <a href={mapLink(value)} target="_blank" rel="noreferrer">
            {t('interactions.log.checked_in', { at: formatTime(value.at) })}
          </a>
          <Button size="small" type="text" onClick={() => onChange(null)}>
            {t('interactions.log.not_here')}
          </Button>
        </>
      ) : (
        <Button size="small" icon={<AimOutlined aria-hidden />} loading={isLooking} onClick={() => void checkIn()}>
          {t('interactions.log.check_in')}
        </Button>
      )}
    </div>
  )
}
