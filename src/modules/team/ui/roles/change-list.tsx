/** Differences between two states of a role in words: before saving, and in its history. */
import { ArrowDownOutlined, ArrowUpOutlined, UndoOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata } from '../../../../web/client/metadata.tsx'
import { everythingElse, isWider, reached } from './grants-model.ts'
import { scopeWord } from './role-words.ts'
import styles from './roles.module.css'

import type { GrantChange } from './grants-model.ts'

interface Props {
  changes: GrantChange[]
  /** Offers to put one back. */
  onUndo?(change: GrantChange): void
}

export function GrantChanges({ changes, onUndo }: Props) {
  const { t } = useTranslation()
  const wordsOf = useChangeWords()
  return (
    <ul className={styles.changes}>
      {changes.map((change) => {
        const { object, what, before, after } = wordsOf(change)
        const wider = isWider(change)
        return (
          <li key={`${object} ${what}`} className={styles.change}>
            <Direction isWider={wider} />
            <span>
              <strong>{object}</strong> {what}
            </span>
            <del className={styles.before}>{before}</del>
            <span aria-hidden="true">→</span>
            <ins className={styles.after}>{after}</ins>
            {onUndo && (
              <button type="button" className={styles.undo} onClick={() => onUndo(change)} aria-label={t('team.role.undo_one', { what: `${object} ${what}` })} title={t('kit.undo')}>
                <UndoOutlined aria-hidden />
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Direction({ isWider: wider }: { isWider: boolean | undefined }) {
  const { t } = useTranslation()
  if (wider === undefined) return <span className={styles.direction} />
  const Icon = wider ? ArrowUpOutlined : ArrowDownOutlined
  const word = t(wider ? 'team.role.wider' : 'team.role.narrower')
  return (
    <span className={wider ? styles.wider : styles.narrower} title={word}>
      <Icon aria-hidden />
      <span className="visually-hidden">{word}</span>
    </span>
  )
}

function useChangeWords() {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  return (change: GrantChange): { object: string; what: string; before: string; after: string } => {
    const found = objects.find(({ name }) => name === change.object)
    const object = change.object === everythingElse ? t('team.role.everything_else') : found ? labelOf(found.label) : change.object
    if (change.what === 'unowned') return { object, what: t('team.role.pool'), before: t(change.before ? 'fields.yes' : 'fields.no'), after: t(change.after ? 'fields.yes' : 'fields.no') }
    if (change.what === 'field') {
      const field = found?.fields.find(({ name }) => name === change.field)
      return { object, what: field ? labelOf(field.label) : change.field, before: t(`team.field_right.${change.before}`), after: t(`team.field_right.${change.after}`) }
    }
    const reach = found?.reach ?? 'owner'
    return { object, what: t(`team.verb.${change.verb}`), before: scopeWord(reached(change.before, reach), reach), after: scopeWord(reached(change.after, reach), reach) }
  }
}
