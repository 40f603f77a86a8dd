/** Another parent for a branch of a tree. */
import { Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { parentOf, placesFor } from './tree-model.ts'
import styles from './tree.module.css'

import type { Branch } from './tree-model.ts'

interface Props {
  tree: Branch[]
  branch: Branch
  onClose(): void
  /** Undefined: to the top. */
  onMove(parent: Branch | undefined): void
}

const top = ''

export function MoveDialog({ tree, branch, onClose, onMove }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const places = placesFor(tree, branch)
  const [chosen, setChosen] = useState(parentOf(branch.record) ?? top)
  return (
    <Modal open title={t('team.tree.move', { name: branch.name })} onCancel={onClose} okText={t('team.tree.move_here')} cancelText={t('form.cancel')} onOk={() => onMove(places.find((place) => place.id === chosen))} width={420}>
      <label className={styles.label} htmlFor={id}>
        {t('team.tree.parent')}
      </label>
      <Select
        id={id}
        className={styles.full}
        value={chosen}
        onChange={setChosen}
        autoFocus
        showSearch={{ optionFilterProp: 'name' }}
        options={[{ value: top, name: t('team.tree.top'), label: t('team.tree.top') }, ...places.map((place) => ({ value: place.id, name: place.name, label: `${'　'.repeat(place.depth)}${place.name}` }))]}
      />
    </Modal>
  )
}
