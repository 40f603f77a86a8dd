/** From below on a phone: everything else one can go to or create. */
import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../client/metadata.tsx'
import { NavigationLinks } from './navigation-links.tsx'
import styles from './phone-bar.module.css'
import { iconOf } from './places.tsx'
import { useCreatable } from './use-creatable.ts'

interface Props {
  kind: 'create' | 'more'
  onClose(): void
  onCreate(object: string): void
}

export function PhoneDrawer({ kind, onClose, onCreate }: Props) {
  const { t } = useTranslation()
  const objects = useCreatable()
  return (
    <Drawer open placement="bottom" size="auto" onClose={onClose} title={t(kind === 'create' ? 'shell.create' : 'shell.more')} styles={{ body: { padding: 0, maxHeight: '70dvh' } }}>
      {kind === 'more' && <NavigationLinks lines={0} onGo={onClose} />}
      {kind === 'create' && (
        <div className={styles.sheet}>
          {objects.map((object) => {
            const Icon = iconOf(object.name)
            return (
              <button key={object.name} type="button" className={styles.item} onClick={() => onCreate(object.name)}>
                <Icon aria-hidden />
                {labelOf(object.label)}
              </button>
            )
          })}
        </div>
      )}
    </Drawer>
  )
}
