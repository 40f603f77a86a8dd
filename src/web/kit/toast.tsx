/** Short messages in the corner of the eye: what was done (with its undo) and what went wrong. */
import { App, Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { problemText } from './problem-text.ts'

export interface Toast {
  /** `undo` offers to take it back for eight seconds. */
  done(text: string, options?: { undo?: () => void }): void
  /** What went wrong, in words; takes what was caught. */
  problem(error: unknown): void
  information(text: string): void
}

export function useToast(): Toast {
  const { message } = App.useApp()
  const { t } = useTranslation()
  return useMemo(
    () => ({
      done: (text, options = {}) => {
        const key = crypto.randomUUID()
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
      information: (text) => void message.open({ type: 'info', content: <span role="status">{text}</span>, duration: 4 }),
    }),
    [message, t],
  )
}
