/** A save that is asked for while files are still on their way waits for them: none is dropped. */
import { createContext, useCallback, useMemo, useRef, useState } from 'react'

interface Under {
  running: number
  failed: number
}

interface UploadReport {
  /** @param input which input tells it. */
  report(input: string, under: Under): void
}

/** Inputs that send files tell the form around them how many are under way. */
export const UploadReportContext = createContext<UploadReport | undefined>(undefined)

interface HeldSave {
  /** For `UploadReportContext`, around the inputs. */
  report: UploadReport
  isWaiting: boolean
  /** A file did not arrive: it has to be taken away or sent again before anything is saved. */
  isStopped: boolean
  request(): void
}

export function useHeldSave(save: () => unknown): HeldSave {
  const [state, setState] = useState<'idle' | 'waiting' | 'stopped'>('idle')
  const inputs = useRef(new Map<string, Under>())
  const isWanted = useRef(false)
  const latest = useRef(save)
  latest.current = save

  const settle = useCallback(() => {
    const under = [...inputs.current.values()]
    const hasFailed = under.some(({ failed }) => failed > 0)
    if (!isWanted.current) return setState((before) => (before === 'stopped' && !hasFailed ? 'idle' : before))
    if (!hasFailed && under.some(({ running }) => running > 0)) return setState('waiting')
    isWanted.current = false
    setState(hasFailed ? 'stopped' : 'idle')
    // By now the value that the last file joined is drawn, so this saves it.
    if (!hasFailed) void latest.current()
  }, [])
  const report = useMemo<UploadReport>(
    () => ({
      report: (input, under) => {
        inputs.current.set(input, under)
        settle()
      },
    }),
    [settle],
  )
  const request = () => {
    isWanted.current = true
    settle()
  }
  return { report, isWaiting: state === 'waiting', isStopped: state === 'stopped', request }
}
