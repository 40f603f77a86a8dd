/** What scrolls by itself can be reached and scrolled by keyboard as well. */
import type { CSSProperties, ReactNode } from 'react'

export function ScrollBox({ label, className, style, children }: { label: string; className?: string; style?: CSSProperties; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys scroll it
    <div role="region" aria-label={label} tabIndex={0} className={className} style={style}>
      {children}
    </div>
  )
}
