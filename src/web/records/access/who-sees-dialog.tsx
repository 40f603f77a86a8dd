/** Who may do what with a record, and by which rule: the reasons are the server's words. */
import { CheckOutlined, MinusOutlined } from '@ant-design/icons'
import { Modal } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../client/api.ts'
import { titleOf } from '../../client/metadata.tsx'
import { keys } from '../../client/records.ts'
import { useSession } from '../../client/session.tsx'
import { Loaded } from '../../kit/card.tsx'
import { ReceiverSelect } from './receiver-select.tsx'
import styles from './access.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData, Reference } from '../../client/records.ts'

interface Answer {
  person: Reference
  rights: { verb: string; granted: boolean; reasons: string[] }[]
}

export function WhoSeesDialog({ object, record, onClose }: { object: ObjectMetadata; record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const { person: me } = useSession()
  const [person, setPerson] = useState<Reference>({ id: me.id, name: me.name })
  const mayAskOfOthers = record.can?.change === true
  const query = useQuery({
    queryKey: keys.about(object.path, record.id, 'access', person.id),
    queryFn: ({ signal }) => api.get<Answer>(`/${object.path}/${record.id}/access`, { query: { person: person.id === me.id ? undefined : person.id }, signal }),
    staleTime: 0,
  })
  return (
    <Modal open title={t('access.who_sees_title', { name: titleOf(object, record) })} onCancel={onClose} footer={null} width={520} destroyOnHidden>
      {mayAskOfOthers ? (
        <div className={styles.asked}>
          <label htmlFor={id}>{t('access.who')}</label>
          <ReceiverSelect id={id} isPeopleOnly value={{ kind: 'person', ...person }} onChange={(chosen) => setPerson(chosen ?? { id: me.id, name: me.name })} />
        </div>
      ) : (
        <p className={styles.hint}>{t('access.only_own')}</p>
      )}
      <Loaded query={query} lines={4}>
        {(answer) => (
          <ul className={styles.rights}>
            {answer.rights.map((right) => (
              <li key={right.verb} className={styles.right}>
                {right.granted ? <CheckOutlined className={styles.granted} aria-hidden /> : <MinusOutlined className={styles.refused} aria-hidden />}
                <span>
                  <span className={right.granted ? styles.verb : styles.verbRefused}>
                    {t(right.granted ? 'access.may_verb' : 'access.may_not_verb', { name: answer.person.name, verb: t(`access.verb.${right.verb}`) })}
                  </span>
                  {right.reasons.map((reason) => (
                    <span key={reason} className={styles.reason}>
                      {reason}
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Modal>
  )
}
