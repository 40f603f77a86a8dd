import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { Rows } from '../../../web/kit/rows.tsx'
import { TaskRow } from './task-row.tsx'
import { laterPromises } from './task-questions.ts'

/** What I promised customers for later days; what is due by today stands in the card of what is due. */
export function PromisesCard() {
  const { t } = useTranslation()
  const object = useObject('task')
  const query = useList(object?.path ?? '', laterPromises, { enabled: object !== undefined })
  if (!object) return null
  const total = query.data?.pages[0]?.total
  return (
    <Card title={t('interactions.promises.title')} note={t('interactions.promises.later', { count: total ?? 0 })} action={<Link to={`/${object.path}?view=promises`}>{t('interactions.promises.all')}</Link>}>
      <Loaded query={query} lines={3} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('interactions.promises.empty'), hint: t('interactions.promises.empty_hint') }}>
        {(data) => (
          <Rows>
            {recordsOf(data).map((task) => (
              <TaskRow key={task.id} task={task} path={object.path} />
            ))}
          </Rows>
        )}
      </Loaded>
    </Card>
  )
}
