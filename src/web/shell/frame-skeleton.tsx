/** The outline of the frame while it is found out who is there. */
import { PageSkeleton } from '../kit/states.tsx'
import styles from './frame-skeleton.module.css'

export function FrameSkeleton() {
  return (
    <div className={styles.frame}>
      <div className={styles.navigation} />
      <div className={styles.right}>
        <div className={styles.bar} />
        <PageSkeleton />
      </div>
    </div>
  )
}
