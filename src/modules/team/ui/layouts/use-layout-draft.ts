import { useState } from 'react'

import type { Draft } from './layout-model.ts'

/** What was arranged and not saved, step by step, so that each step can be taken back. */
export function useLayoutDraft(saved: Draft) {
  const [steps, setSteps] = useState<Draft[]>([])
  const draft = steps.at(-1) ?? saved
  return {
    draft,
    isDirty: steps.length > 0 && JSON.stringify(draft) !== JSON.stringify(saved),
    canUndo: steps.length > 0,
    change: (next: Draft) => setSteps((before) => [...before, next]),
    undo: () => setSteps((before) => before.slice(0, -1)),
    discard: () => setSteps([]),
  }
}
