/** A new role: its name, and what it starts from. */
import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { randomId } from '../../../../web/client/random-id.ts'
import { useCreate } from '../../../../web/client/records.ts'
import { problemText } from '../../../../web/kit/problem-text.ts'
import { useToast } from '../../../../web/kit/toast.tsx'
import { rolesPath } from './role.ts'
import styles from './roles.module.css'

import type { FormEvent } from 'react'
import type { Grants } from '../../../../kernel/access/actor.ts'

interface Props {
  /** The role it is a copy of. */
  from?: { name: string; grants: Grants }
  onClose(): void
  onMade(id: string): void
}

export function NewRole({ from, onClose, onMade }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const id = useId()
  const create = useCreate(rolesPath)
  const [name, setName] = useState(from ? t('team.role.copy_of', { name: from.name }) : '')
  const [failure, setFailure] = useState('')

  const make = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return setFailure(t('form.required'))
    try {
      const record = await create.mutateAsync({ values: { key: `role_${randomId().slice(0, 12)}`, name: name.trim(), grants: from?.grants ?? { '*': {} } } })
      toast.done(t('form.created', { name: name.trim() }))
      onClose()
      onMade(record.id)
    } catch (error) {
      setFailure(problemText(error))
    }
  }
  return (
    <Modal open title={t(from ? 'team.role.copy' : 'team.role.new')} onCancel={onClose} footer={null} width={420}>
      <form className={styles.dialog} onSubmit={(event) => void make(event)} noValidate>
        <label htmlFor={id}>{t('team.role.name')}</label>
        <Input id={id} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} autoFocus status={failure ? 'error' : undefined} aria-invalid={failure !== ''} aria-describedby={failure ? `${id}-failure` : undefined} />
        {failure ? (
          <p id={`${id}-failure`} role="alert" className={styles.failure}>
            {failure}
          </p>
        ) : (
          <p className={styles.note}>{t(from ? 'team.role.copy_hint' : 'team.role.new_hint')}</p>
        )}
        <div className={styles.dialogEnd}>
          <Button onClick={onClose}>{t('form.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {t('team.role.make')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
