/** A bell that one waits for and others ring; rung while nobody waits, it is heard at once. */
export function signal() {
  let rung = false
  let resolve: () => void = () => {}
  return {
    ring: () => {
      rung = true
      resolve()
    },
    /** False when nothing was heard in this time. */
    heard: async (timeout: number) => {
      if (!rung) {
        await new Promise<void>((done) => {
          const timer = setTimeout(done, timeout)
          resolve = () => {
            clearTimeout(timer)
            done()
          }
        })
      }
      const wasRung = rung
      rung = false
      return wasRung
    },
  }
}
