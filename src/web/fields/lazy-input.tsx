/** Inputs whose library is heavy (calendars, trees) are loaded when the first one is shown. */
import { lazy, Suspense } from 'react'

import styles from './fields.module.css'

import type { ComponentType } from 'react'
import type { InputProps } from './field-twin.ts'

export function lazyInput(load: () => Promise<{ Input: ComponentType<InputProps> }>): ComponentType<InputProps> {
  const Loaded = lazy(async () => ({ default: (await load()).Input }))
  return function LazyInput(props) {
    return (
      <Suspense fallback={<span className={styles.loading} />}>
        <Loaded {...props} />
      </Suspense>
    )
  }
}
