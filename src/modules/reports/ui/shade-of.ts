import type { CSSProperties } from 'react'

/** From the ground to jade, in five steps: the eye tells no more. Words on the darkest are light. */
export function shadeOf(value: number, highest: number): CSSProperties {
  const step = highest > 0 && value > 0 ? Math.min(5, Math.max(1, Math.ceil((value / highest) * 5))) : 0
  const share = [0, 12, 26, 44, 66, 100][step] ?? 0
  return { background: step === 0 ? 'var(--subtle)' : `color-mix(in srgb, var(--primary) ${share}%, var(--surface))`, ['--on' as string]: step === 5 ? 'var(--on-primary)' : 'var(--text)' }
}
