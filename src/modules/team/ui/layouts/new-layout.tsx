/** A new layout: whom it is for. It begins with what these people see today, so that making it changes nothing yet. */
import { Button, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../../web/client/metadata.tsx'
import { recordsOf, useCreate, useList } from '../../../../web/client/records.ts'
import { referencesOf } from '../../../../web/fields/reference-select.tsx'
import { problemText } from '../../../../web/kit/problem-text.ts'
import { roleName, rolesPath } from '../roles/role.ts'
import { draftOf, writtenOf } from './layout-model.ts'
import { layoutsPath, useOutline } from './layout-words.ts'
import styles from './layouts.module.css'

import type { FormEvent } from 'react'
import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { RecordData } from '../../../../web/client/records.ts'

interface Props {
  object: ObjectMetadata
  /** Those that the object has already. */
  layouts: RecordData[]
  onClose(): void
  onMade(id: string): void
}

const everybody = ''

export function NewLayout({ object, layouts, onClose, onMade }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const create = useCreate(layoutsPath)
  const roles = useList(rolesPath, { fields: ['id', 'name'], sort: 'created_at', limit: 500 })
  const outline = useOutline(object.name)
  const [failure, setFailure] = useState('')
  const taken = new Set(layouts.map(({ role }) => referencesOf(role)[0]?.id ?? everybody))
  const free = [{ value: everybody, label: t('team.layout.everybody') }, ...recordsOf(roles.data).map((role) => ({ value: role.id, label: roleName(String(role.name)) }))].filter(({ value }) => !taken.has(value))
  const [chosen, setChosen] = useState<string>()
  const role = chosen ?? free[0]?.value

  const make = async (event: FormEvent) => {
    event.preventDefault()
    if (role === undefined || !outline.data) return
    const general = layouts.find((layout) => layout.role === null)
    const start = general ? draftOf(general, outline.data) : { panels: outline.data.panels, leftOut: [] }
    try {
      onMade((await create.mutateAsync({ values: { object: object.name, role: role || null, ...writtenOf(start) } })).id)
    } catch (error) {
      setFailure(problemText(error))
    }
  }
  return (
    <Modal open title={t('team.layout.new_of', { object: labelOf(object.label) })} onCancel={onClose} footer={null} width={420}>
      <form className={styles.dialog} onSubmit={(event) => void make(event)} noValidate>
        <label htmlFor={id}>{t('team.layout.for')}</label>
        <Select id={id} value={role} onChange={setChosen} options={free} showSearch={{ optionFilterProp: 'label' }} loading={roles.isPending} autoFocus />
        <p className={failure ? styles.failure : styles.note} role={failure ? 'alert' : undefined}>
          {failure || t(free.length === 0 && roles.data ? 'team.layout.all_taken' : 'team.layout.new_hint')}
        </p>
        <div className={styles.dialogEnd}>
          <Button onClick={onClose}>{t('form.cancel')}</Button>
          <Button type="primary" htmlType="submit" disabled={role === undefined || !outline.data} loading={create.isPending}>
            {t('team.layout.make')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
