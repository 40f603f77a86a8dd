/** The sign of Guanxi: 关, written white on jade. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="6" fill="#0e7c66" />
      <path d="M10 7.5l2.6 4M22 7.5l-2.6 4M8.5 13.5h15M7 18.5h18M16 13.5v5c0 3-3.2 5.6-8 6.5M16 18.5c.4 3 3.4 5.6 8.2 6.5" fill="none" stroke="#fff" strokeWidth="2.3" strokeLinecap="round" />
    </svg>
  )
}
