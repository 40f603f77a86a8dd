/** Who changed the rights of a role, when, and to what, in words; each change can be taken back. */
import { Button, Drawer } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../../../web/client/api.ts'
import { keys } from '../../../../web/client/records.ts'
import { Loaded } from '../../../../web/kit/card.tsx'
import { formatDateTime, timeAgo } from '../../../../web/kit/format.ts'
import { useIsPhone } from '../../../../web/kit/use-media.ts'
import { ChangeList, verbOf } from '../../../../web/records/record/change-words.tsx'
import { useUndoChange } from '../../../../web/records/record/undo-change.ts'
import { GrantChanges } from './change-list.tsx'
import { changesBetween } from './grants-model.ts'
import { roleName, rolesPath } from './role.ts'
import styles from './roles.module.css'

import type { Grants } from '../../../../kernel/access/actor.ts'
import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { FieldChange } from '../../../../web/records/record/change-words.tsx'
import type { Role } from './role.ts'

interface Entry {
  id: string
  at: string
  actor: { id: string; name: string }
  kind: string
  fields: FieldChange[]
  can_undo: boolean
}

export function RoleHistory({ object, role, onClose }: { object: ObjectMetadata; role: Role; onClose(): void }) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const undo = useUndoChange()
  const query = useQuery({
    queryKey: keys.about(rolesPath, role.id, 'history'),
    queryFn: ({ signal }) => api.get<{ data: Entry[] }>(`/${rolesPath}/${role.id}/history`, { query: { limit: 100 }, signal }),
  })
  return (
    <Drawer open onClose={onClose} size={isPhone ? '100%' : 560} title={t('record.history_of', { name: roleName(role.name) })}>
      <Loaded query={query} lines={6} isEmpty={(answer) => answer.data.length === 0} empty={{ title: t('record.no_history') }}>
        {(answer) => (
          <ol className={styles.history}>
            {answer.data.map((entry) => (
              <li key={entry.id} className={styles.entry}>
                <p className={styles.entryHead}>
                  <strong>{entry.actor.name}</strong>
                  <span>{t(`record.verb.${verbOf(entry.kind)}`, { defaultValue: t('record.verb.other') })}</span>
                  <time className={styles.when} dateTime={entry.at} title={formatDateTime(entry.at)}>
                    {timeAgo(entry.at)}
                  </time>
                  {entry.can_undo && (
                    <Button size="small" type="link" loading={undo.isPending && undo.variables.event === entry.id} onClick={() => undo.mutate({ path: rolesPath, id: role.id, event: entry.id })}>
                      {t('kit.undo')}
                    </Button>
                  )}
                </p>
                <ChangeList object={object} changes={entry.fields.filter(({ field }) => field !== 'grants')} />
                {entry.fields.filter(({ field }) => field === 'grants').map((change) => (
                  <GrantChanges key={change.field} changes={changesBetween(grantsOf(change.before), grantsOf(change.after))} />
                ))}
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Drawer>
  )
}

function grantsOf(value: unknown): Grants {
  return typeof value === 'object' && value !== null ? (value as Grants) : {}
}
