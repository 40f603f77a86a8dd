import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { Rows } from '../../../web/kit/rows.tsx'
import { TaskRow } from './task-row.tsx'
import { dueTasks } from './task-questions.ts'

/** My open tasks that are due today or were due before, oldest first; done with one tap. */
export function DueTasksCard() {
  const { t } = useTranslation()
  const object = useObject('task')
  const query = useList(object?.path ?? '', dueTasks, { enabled: object !== undefined })
  if (!object) return null
  const total = query.data?.pages[0]?.total ?? 0
  return (
    <Card title={t('interactions.due.title')} note={query.data ? t('interactions.due.count', { count: total }) : undefined} action={<Link to={`/${object.path}`}>{t('interactions.due.all')}</Link>}>
      <Loaded query={query} lines={5} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('interactions.due.empty'), hint: t('interactions.due.empty_hint') }}>
        {(data) => (
          <Rows>
            {recordsOf(data).map((task) => (
              <TaskRow key={task.id} task={task} path={object.path} saysPromise />
            ))}
          </Rows>
        )}
      </Loaded>
    </Card>
  )
}
