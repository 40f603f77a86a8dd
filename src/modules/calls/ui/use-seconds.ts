import { useEffect, useState } from 'react'

/** The time, told anew every second: only for the few lines that show how long somebody waits. */
export function useSeconds(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
