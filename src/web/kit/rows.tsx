/** Short lists inside of cards: a title that opens a record, what is said of it, and when. */
import { Link } from 'react-router'

import styles from './rows.module.css'

import type { ReactNode } from 'react'

export function Rows({ children }: { children: ReactNode }) {
  return <ul className={styles.rows}>{children}</ul>
}

interface RowProps {
  /** Before the title, e.g. a button or an icon. */
  lead?: ReactNode
  to: string
  title: string
  note?: ReactNode
  end?: ReactNode
  /** The only red of a list: too late, or forbidden. */
  isAlarming?: boolean
}

export function Row({ lead, to, title, note, end, isAlarming }: RowProps) {
  return (
    <li className={styles.row}>
      {lead}
      <span className={styles.text}>
        <Link className={styles.title} to={to}>
          {title}
        </Link>
        {note && <span className={styles.note}>{note}</span>}
      </span>
      {end && <span className={isAlarming ? styles.alarm : styles.end}>{end}</span>}
    </li>
  )
}
