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
  // A line between modules: what is created every day stays together on top.
  const items = objects.flatMap((object, index) => {
    const Icon = iconOf(object.name)
    const item = { key: object.name, label: labelOf(object.label), icon: <Icon aria-hidden /> }
    const isNextModule = index > 0 && objects[index - 1]?.module !== object.module
    return isNextModule ? [{ type: 'divider' as const, key: `before-${object.name}` }, item] : [item]
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
