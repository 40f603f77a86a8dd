/** When the line comes back: what waits is sent, and what is shown is asked for again. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { hasWaiting, sendWaiting } from '../client/outbox.ts'
import { currentReach, noteReached, onReach } from '../client/reach.ts'
import { useToast } from '../kit/toast.tsx'

const lookEvery = 5000

export function useConnection(): void {
  const { t } = useTranslation()
  const client = useQueryClient()
  const toast = useToast()

  useEffect(() => {
    let wasReached = currentReach().isReached
    const send = async () => {
      const count = await sendWaiting()
      if (count === 0) return
      toast.done(t('shell.sent', { count }))
      await client.invalidateQueries({ queryKey: ['records'] })
    }
    const look = async () => {
      const isReached = await fetch('/healthz', { cache: 'no-store' }).then(({ ok }) => ok, () => false)
      noteReached(isReached)
    }
    const stop = onReach(() => {
      const { isReached } = currentReach()
      if (isReached && !wasReached) {
        for (const root of ['session', 'metadata', 'records']) void client.invalidateQueries({ queryKey: [root] })
        void send()
      }
      wasReached = isReached
    })
    const timer = setInterval(() => {
      if (!currentReach().isReached) void look()
      else if (hasWaiting()) void send()
    }, lookEvery)
    const onOffline = () => noteReached(false)
    const onOnline = () => void look()
    window.addEventListener('online', onOnline)
    window.addEventListener('offline', onOffline)
    void send()
    return () => {
      stop()
      clearInterval(timer)
      window.removeEventListener('online', onOnline)
      window.removeEventListener('offline', onOffline)
    }
  }, [client, t, toast])
}
