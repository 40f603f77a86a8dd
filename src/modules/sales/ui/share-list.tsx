import styles from './figures.module.css'

export interface Share {
  name: string
  value: number
  text: string
  note: string
}

/** Names with their amounts as bars from zero; the longest is the largest. */
export function ShareList({ items, label }: { items: Share[]; label: string }) {
  const largest = Math.max(0, ...items.map((item) => item.value))
  if (items.length === 0) return null
  return (
    <section aria-label={label}>
      <h3 className={styles.shareTitle}>{label}</h3>
      <ol className={styles.shares}>
        {items.map((item) => (
          <li key={item.name}>
            <span className={styles.shareName} title={item.name}>
              {item.name}
            </span>
            <span className={styles.shareNote}>{item.note}</span>
            <span className={styles.shareText}>{item.text}</span>
            <span className={styles.bar} style={{ width: `${largest > 0 ? Math.max(1, (Math.max(0, item.value) / largest) * 100) : 0}%` }} aria-hidden="true" />
          </li>
        ))}
      </ol>
    </section>
  )
}
