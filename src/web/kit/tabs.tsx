/** Tabs: a line that scrolls where it is too long. The arrow keys go along it, Enter chooses. */
import { useEffect, useId, useRef } from 'react'

import styles from './tabs.module.css'

import type { KeyboardEvent, ReactNode, RefObject } from 'react'

export interface Tab {
  key: string
  label: ReactNode
}

interface Props {
  tabs: Tab[]
  active: string
  onChange(key: string): void
  /** What one chooses between. */
  label: string
  /** What belongs to the active tab, where it stands below the line. */
  children?: ReactNode
  className?: string
}

export function Tabs({ tabs, active, onChange, label, children, className }: Props) {
  const id = useId()
  const list = useShownInLine<HTMLDivElement>(active)
  const hasPanel = children !== undefined
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])]
    const next = nextPlace(event.key, buttons.findIndex((button) => button === document.activeElement), buttons.length)
    if (next === undefined) return
    event.preventDefault()
    buttons[next]?.focus()
  }
  return (
    <>
      <div ref={list} role="tablist" aria-label={label} className={`${styles.tabs} ${className ?? ''}`} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            aria-selected={tab.key === active}
            aria-controls={hasPanel ? `${id}-panel` : undefined}
            tabIndex={tab.key === active ? 0 : -1}
            className={tab.key === active ? styles.active : styles.tab}
            onClick={() => tab.key !== active && onChange(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {hasPanel && (
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${active}`}>
          {children}
        </div>
      )}
    </>
  )
}

/** For a line that scrolls: the one of its tabs or links that is chosen is in sight. The line has to be what its children are placed by. */
export function useShownInLine<Line extends HTMLElement>(active: string): RefObject<Line | null> {
  const line = useRef<Line>(null)
  useEffect(() => {
    const chosen = line.current?.querySelector<HTMLElement>('[aria-selected="true"], [aria-current="page"]')
    if (line.current && chosen) showInLine(line.current, chosen)
  }, [active])
  return line
}

/** Only along the line: `scrollIntoView` would move the page as well. */
function showInLine(line: HTMLElement, tab: HTMLElement): void {
  const end = tab.offsetLeft + tab.offsetWidth
  if (tab.offsetLeft < line.scrollLeft) line.scrollLeft = tab.offsetLeft
  else if (end > line.scrollLeft + line.clientWidth) line.scrollLeft = end - line.clientWidth
}

function nextPlace(key: string, place: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (place + 1) % count
  if (key === 'ArrowLeft') return (place - 1 + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}
