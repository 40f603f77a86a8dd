/** Business calendars: when the company works. */
import { PlusOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../../web/client/records.ts'
import { Card, Loaded } from '../../../../web/kit/card.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { HoursForm } from './hours-form.tsx'
import { YearView } from './year-view.tsx'
import styles from './calendar.module.css'

export function CalendarPage() {
  const { t } = useTranslation()
  const object = useObject('calendar')
  const days = useObject('calendar_day')
  const query = useList('calendars', { sort: 'name', limit: 100 })
  const [chosen, setChosen] = useState<string>()
  if (!object) return null
  const add = object.can.create && (
    <Button icon={<PlusOutlined aria-hidden />} onClick={() => setChosen('new')}>
      {t('team.calendar.new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('team.calendar.title')} note={t('team.calendar.note')} actions={add} />
      <div className={styles.page}>
        <Loaded query={query} lines={8}>
          {(data) => {
            const calendars = recordsOf(data)
            const shown = chosen === 'new' ? undefined : (calendars.find(({ id }) => id === chosen) ?? calendars.find((calendar) => calendar.is_default) ?? calendars[0])
            return (
              <>
                {calendars.length > 1 && (
                  <Segmented
                    value={shown?.id ?? 'new'}
                    onChange={setChosen}
                    options={calendars.map((calendar) => ({ value: calendar.id, label: calendar.is_default ? t('team.calendar.default_name', { name: String(calendar.name) }) : String(calendar.name) }))}
                  />
                )}
                <Card title={shown ? String(shown.name) : t('team.calendar.new')}>
                  <HoursForm key={shown ? `${shown.id} ${shown.version}` : 'new'} object={object} calendar={shown} onCreated={setChosen} />
                </Card>
                {shown && <YearView key={shown.id} calendar={shown} isEditable={days?.can.create === true} />}
              </>
            )
          }}
        </Loaded>
      </div>
    </>
  )
}
