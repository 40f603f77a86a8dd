/** Keyboard: pages declare their keys, one listener answers them, `?` lists them. */
import { createContext, useContext, useEffect, useId, useMemo, useRef, useSyncExternalStore } from 'react'

import type { ReactNode } from 'react'

export interface Shortcut {
  /** `j`, `Enter`, `?`, `mod+k` (Ctrl or Cmd), `shift+x`, or two keys one after the other: `g t`. */
  keys: string
  /** What it does, in the current language; shown by `?`. */
  label: string
  run(event: KeyboardEvent): void
  /** Also while typing in an input; only for keys with a modifier. */
  whileTyping?: boolean
  /** Only listed: the part of the page that has the focus answers it itself. */
  isListedOnly?: boolean
}

interface Group {
  title: string
  shortcuts: Shortcut[]
}

interface Registry {
  groups: Map<string, Group>
  change(id: string, group: Group | undefined): void
  subscribe(listener: () => void): () => void
  version(): number
}

const RegistryContext = createContext<Registry | undefined>(undefined)
const sequenceMilliseconds = 1200

export function ShortcutProvider({ children }: { children: ReactNode }) {
  const registry = useMemo(createRegistry, [])
  useEffect(() => listen(registry), [registry])
  return <RegistryContext value={registry}>{children}</RegistryContext>
}

/** Keys of the calling component, under one title in the help; gone when it leaves. Later ones win over earlier ones. */
export function useShortcuts(title: string, shortcuts: Shortcut[]): void {
  const registry = useContext(RegistryContext)
  const id = useId()
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  const shape = JSON.stringify(shortcuts.map(({ keys, label, whileTyping }) => [keys, label, whileTyping]))
  useEffect(() => {
    // The callbacks are looked up when a key is hit, so that they are never of an older render.
    const stable = latest.current.map((shortcut, index) => ({ ...shortcut, run: (event: KeyboardEvent) => latest.current[index]?.run(event) }))
    registry?.change(id, { title, shortcuts: stable })
    return () => registry?.change(id, undefined)
  }, [registry, id, title, shape])
}

/** All keys that work now, for the help. */
export function useShortcutGroups(): Group[] {
  const registry = useContext(RegistryContext)
  useSyncExternalStore(registry?.subscribe ?? noSubscription, registry?.version ?? zero)
  return registry ? [...registry.groups.values()] : []
}

/** What `mod` is called on this machine. */
export function modifier(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'
}

/** True where keys belong to the text being typed. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

function createRegistry(): Registry {
  const groups = new Map<string, Group>()
  const listeners = new Set<() => void>()
  let version = 0
  return {
    groups,
    change(id, group) {
      groups.delete(id)
      if (group) groups.set(id, group)
      version += 1
      listeners.forEach((listener) => listener())
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    version: () => version,
  }
}

function listen(registry: Registry): () => void {
  let first: { key: string; at: number } | undefined
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return
    const key = nameOf(event)
    const started = first && Date.now() - first.at < sequenceMilliseconds ? first.key : undefined
    first = undefined
    const all = [...registry.groups.values()].toReversed().flatMap((group) => group.shortcuts).filter((shortcut) => !shortcut.isListedOnly)
    const typing = isTyping(event.target)
    const usable = all.filter((shortcut) => !typing || shortcut.whileTyping)
    const hit = (started && usable.find((shortcut) => shortcut.keys === `${started} ${key}`)) || usable.find((shortcut) => shortcut.keys === key)
    if (hit) {
      // A modal dialog keeps the keys of the page behind it quiet.
      if (isBehindDialog(event) && !hit.whileTyping) return
      event.preventDefault()
      hit.run(event)
    } else if (usable.some((shortcut) => shortcut.keys.startsWith(`${key} `))) {
      first = { key, at: Date.now() }
    }
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

function nameOf(event: KeyboardEvent): string {
  const key = (event.altKey && physicalKey(event.code)) || (event.key.length === 1 ? event.key.toLowerCase() : event.key)
  const modifiers = [event.ctrlKey || event.metaKey ? 'mod+' : '', event.altKey ? 'alt+' : '', event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key)) ? 'shift+' : '']
  return modifiers.join('') + key
}

/** With Alt a Mac types another character: the key itself is meant. */
function physicalKey(code: string): string | undefined {
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase()
}

function isModifier(key: string): boolean {
  return ['Shift', 'Control', 'Alt', 'Meta', 'CapsLock'].includes(key)
}

function isBehindDialog(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  const hasDialog = document.querySelector('dialog[open], [role="dialog"][aria-modal="true"]') !== null
  return hasDialog && target?.closest('dialog, [role="dialog"]') !== null
}

const noSubscription = () => () => undefined
const zero = () => 0
