import { PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../client/metadata.tsx'
import { useShortcuts } from '../kit/shortcuts.tsx'
import { iconOf } from './places.tsx'
import { useCreatable } from './use-creatable.ts'

/** “+”: whatever the person may create, in the order of the navigation. */
export function CreateMenu({ onCreate }: { onCreate(object: string): void }) {
  const { t } = useTranslation()
  const objects = useCreatable()
  const [isOpen, setIsOpen] = useState(false)
  useShortcuts(t('shortcuts.everywhere'), [{ keys: 'c', label: t('shell.create'), run: () => setIsOpen(true) }])
  if (objects.length === 0) return null
  const items = objects.map((object) => {
    const Icon = iconOf(object.name)
    return { key: object.name, label: labelOf(object.label), icon: <Icon aria-hidden /> }
  })
  const choose = (key: string) => {
    setIsOpen(false)
    onCreate(key)
  }
  return (
    <Dropdown open={isOpen} onOpenChange={setIsOpen} autoFocus trigger={['click']} menu={{ items, onClick: ({ key }) => choose(key) }} placement="bottomRight">
      <Button type="primary" icon={<PlusOutlined aria-hidden />} aria-label={t('shell.create')} title={t('shell.create')} aria-haspopup="menu" aria-expanded={isOpen} />
    </Dropdown>
  )
}
