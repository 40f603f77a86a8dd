import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { problemText } from '../../../web/kit/problem-text.ts'
import { accountKeys } from './account-answers.ts'

/** Does one thing to an account, tells what went wrong in words, and asks anew what the page shows. */
export function useAct() {
  const client = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState('')
  const act = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setIsBusy(true)
    setFailure('')
    try {
      return await work()
    } catch (error) {
      setFailure(problemText(error))
      return undefined
    } finally {
      setIsBusy(false)
      void client.invalidateQueries({ queryKey: accountKeys.all })
    }
  }
  return { act, isBusy, failure, forgive: () => setFailure('') }
}
