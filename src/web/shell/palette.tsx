/** Ctrl/Cmd+K: records, pages and actions by a few characters; the keyboard alone is enough. */
import { LoadingOutlined, SearchOutlined } from '@ant-design/icons'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import styles from './palette.module.css'
import { usePaletteEntries } from './use-palette-entries.tsx'

import type { KeyboardEvent } from 'react'
import type { PaletteEntry } from './use-palette-entries.tsx'

interface Props {
  onClose(): void
  onCreate(object: string): void
  onHelp(): void
}

export function Palette({ onClose, onCreate, onHelp }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const dialog = useRef<HTMLDialogElement>(null)
  const [words, setWords] = useState('')
  const [active, setActive] = useState(0)
  const listId = useId()
  const { groups, isSearching, error } = usePaletteEntries(words, { onCreate, onHelp })
  const entries = groups.flatMap((group) => group.entries)
  const current = Math.min(active, Math.max(0, entries.length - 1))

  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [current, entries.length])

  const open = (entry: PaletteEntry | undefined, inNewTab: boolean) => {
    if (!entry) return
    onClose()
    if (entry.to && inNewTab) window.open(entry.to, '_blank', 'noopener')
    else if (entry.to) void navigate(entry.to)
    else entry.run?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While Chinese is being composed the keys belong to the input method.
    if (event.nativeEvent.isComposing) return
    const step = stepOf(event)
    if (step !== 0 && entries.length > 0) {
      event.preventDefault()
      setActive((current + step + entries.length) % entries.length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      open(entries[current], event.ctrlKey || event.metaKey)
    }
  }

  return (
    <dialog ref={dialog} className={styles.dialog} aria-label={t('shell.search')} onClose={onClose} onClick={(event) => event.target === dialog.current && onClose()}>
      <div className={styles.box}>
        <div className={styles.head}>
          {isSearching ? <LoadingOutlined aria-hidden /> : <SearchOutlined aria-hidden />}
          <input
            className={styles.input}
            // Opened by a key or a tap on the search box: this is where one types.
            autoFocus
            value={words}
            onChange={(event) => {
              setWords(event.target.value)
              setActive(0)
            }}
            onKeyDown={onKeyDown}
            placeholder={t('palette.placeholder')}
            role="combobox"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={entries[current] ? `${listId}-${current}` : undefined}
            aria-autocomplete="list"
            aria-label={t('palette.placeholder')}
            autoComplete="off"
            spellCheck={false}
          />
          <button type="button" className={styles.close} onClick={onClose}>
            {t('palette.close')}
          </button>
        </div>
        <div className={styles.list} role="listbox" id={listId} aria-label={t('palette.results')}>
          {groups.map((group) => (
            <div key={group.title} role="group" aria-label={group.title}>
              <div className={styles.group} aria-hidden="true">
                {group.title}
              </div>
              {group.entries.map((entry) => {
                const index = entries.indexOf(entry)
                return (
                  <div
                    key={entry.key}
                    id={`${listId}-${index}`}
                    role="option"
                    aria-selected={index === current}
                    className={index === current ? styles.active : styles.entry}
                    onMouseMove={() => setActive(index)}
                    onClick={(event) => open(entry, event.ctrlKey || event.metaKey)}
                  >
                    <entry.Icon aria-hidden />
                    <span className={styles.title}>{entry.title}</span>
                    {entry.note && <span className={styles.note}>{entry.note}</span>}
                    <span className={styles.kind}>{entry.kind}</span>
                  </div>
                )
              })}
            </div>
          ))}
          {error && (
            <p className={styles.message} role="alert">
              {error}
            </p>
          )}
          {entries.length === 0 && !isSearching && !error && <p className={styles.message}>{t('palette.nothing', { words })}</p>}
        </div>
        <div className={styles.foot} aria-hidden="true">
          <span>
            <kbd>↑</kbd> <kbd>↓</kbd> {t('palette.choose')}
          </span>
          <span>
            <kbd>Enter</kbd> {t('palette.open')}
          </span>
          <span>
            <kbd>Esc</kbd> {t('palette.close')}
          </span>
        </div>
      </div>
    </dialog>
  )
}

function stepOf(event: KeyboardEvent): number {
  if (event.key === 'ArrowDown' || (event.ctrlKey && event.key === 'n')) return 1
  if (event.key === 'ArrowUp' || (event.ctrlKey && event.key === 'p')) return -1
  return 0
}
