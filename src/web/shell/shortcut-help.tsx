/** Every key that works on this page. */
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'

import { modifier, useShortcutGroups } from '../kit/shortcuts.tsx'
import styles from './shortcut-help.module.css'

export function ShortcutHelp({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const groups = useShortcutGroups()
  const titles = [...new Set(groups.map((group) => group.title))]
  return (
    <Modal open title={t('shortcuts.help')} onCancel={onClose} footer={null} width={680}>
      <div className={styles.groups}>
        {titles.map((title) => (
          <section key={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.list}>
              {groups
                .filter((group) => group.title === title)
                .flatMap((group) => group.shortcuts)
                .map(({ keys, label }) => (
                  <div key={keys} className={styles.row}>
                    <dt>{label}</dt>
                    <dd>
                      {keys.split(/[ +]/).map((key) => (
                        <kbd key={key}>{key === 'mod' ? modifier() : key}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
