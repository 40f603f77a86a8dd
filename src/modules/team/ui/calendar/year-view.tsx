import { ImportOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { currentLanguage } from '../../../../web/client/i18n.ts'
import { Card, Loaded } from '../../../../web/kit/card.tsx'
import { today } from '../../../../web/kit/format.ts'
import { ImportDays } from './import-days.tsx'
import { MonthGrid } from './month-grid.tsx'
import { useYear } from './use-calendar.ts'
import styles from './calendar.module.css'

import type { RecordData } from '../../../../web/client/records.ts'

/** Twelve months; a day is clicked to say what is different about it. */
export function YearView({ calendar, isEditable }: { calendar: RecordData; isEditable: boolean }) {
  const { t } = useTranslation()
  const [year, setYear] = useState(Number(today().slice(0, 4)))
  const [open, setOpen] = useState<string>()
  const [isImporting, setIsImporting] = useState(false)
  const query = useYear(calendar, year)
  const locale = currentLanguage() === 'zh-CN' ? 'zh-CN' : 'en-GB'
  const months = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' })
  // The 1st of January 2024 was a Monday.
  const weekdays = Array.from({ length: 7 }, (_, index) => weekday.format(Date.UTC(2024, 0, 1 + index)))
  const isKnown = (at: number) => at >= 2000 && at <= 2099
  const turn = (to: number) => {
    setOpen(undefined)
    setYear(to)
  }
  return (
    <Card
      title={t('team.calendar.year', { year: query.data?.year ?? year })}
      note={query.data && t('team.calendar.working_days', { count: query.data.working_days })}
      action={
        <span className={styles.bar}>
          {isEditable && (
            <Button size="small" icon={<ImportOutlined aria-hidden />} onClick={() => setIsImporting(true)}>
              {t('team.calendar.import')}
            </Button>
          )}
          <Button size="small" icon={<LeftOutlined aria-hidden />} aria-label={t('team.calendar.year_before')} disabled={!isKnown(year - 1)} onClick={() => turn(year - 1)} />
          <Button size="small" icon={<RightOutlined aria-hidden />} aria-label={t('team.calendar.year_after')} disabled={!isKnown(year + 1)} onClick={() => turn(year + 1)} />
        </span>
      }
    >
      <Loaded query={query} lines={12}>
        {(answer) => (
          <>
            {calendar.holidays === 'china' && !answer.is_published && answer.days.some(({ published }) => published?.is_expected) && <p className={styles.notice}>{t('team.calendar.expected_hint', { year: answer.year })}</p>}
            <div className={styles.months}>
              {Array.from({ length: 12 }, (_, month) => (
                <MonthGrid
                  key={month}
                  title={months.format(Date.UTC(answer.year, month, 1))}
                  weekdays={weekdays}
                  days={answer.days.filter(({ day }) => Number(day.slice(5, 7)) === month + 1)}
                  calendarId={calendar.id}
                  isEditable={isEditable}
                  open={open}
                  onOpen={setOpen}
                />
              ))}
            </div>
            <ul className={styles.legend} aria-label={t('team.calendar.legend')}>
              <li><i className={styles.off} />{t('team.calendar.mark.off')}</li>
              <li><i className={styles.worked} />{t('team.calendar.mark.worked')}</li>
              <li><i className={styles.rest} />{t('team.calendar.mark.rest')}</li>
              <li><i className={`${styles.off} ${styles.expected}`} />{t('team.calendar.expected')}</li>
              <li><i className={styles.own} />{t('team.calendar.own')}</li>
            </ul>
          </>
        )}
      </Loaded>
      {isImporting && <ImportDays calendarId={calendar.id} onClose={() => setIsImporting(false)} />}
    </Card>
  )
}
