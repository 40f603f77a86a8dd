/** Short messages in the corner of the eye: what was done (with its undo) and what went wrong. */
import { Button, message as antdMessage } from 'antd'
import { createContext, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { randomId } from '../client/random-id.ts'
import { problemText } from './problem-text.ts'

import type { ReactNode } from 'react'

export interface Toast {
  /** `undo` offers to take it back for eight seconds. */
  done(text: string, options?: { undo?: () => void }): void
  /** What went wrong, in words; takes what was caught. */
  problem(error: unknown): void
  information(text: string): void
}

const ToastContext = createContext<Toast | undefined>(undefined)

export function ToastProvider({ children }: { children: ReactNode }) {
  const [message, holder] = antdMessage.useMessage({ maxCount: 3 })
  const { t } = useTranslation()
  const toast = useMemo<Toast>(
    () => ({
      done: (text, options = {}) => {
        const key = randomId()
        const undo = options.undo
        const take = () => {
          message.destroy(key)
          undo?.()
        }
        const content = (
          <span role="status">
            {text}
            {undo && (
              <Button type="link" size="small" onClick={take}>
                {t('kit.undo')}
              </Button>
            )}
          </span>
        )
        void message.open({ key, type: 'success', content, duration: undo ? 8 : 3 })
      },
      problem: (error) => void message.open({ type: 'error', content: <span role="alert">{problemText(error)}</span>, duration: 8 }),
      // As long as it takes to read.
      information: (text) => void message.open({ type: 'info', content: <span role="status">{text}</span>, duration: Math.min(4 + text.length / 15, 12) }),
    }),
    [message, t],
  )
  return (
    <ToastContext value={toast}>
      {holder}
      {children}
    </ToastContext>
  )
}

export function useToast(): Toast {
  const toast = useContext(ToastContext)
  if (!toast) throw new Error('useToast needs a ToastProvider above it')
  return toast
}
