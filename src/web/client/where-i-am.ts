/** The place of the device, where it says it within a few seconds; nobody waits for it, and nobody has to tell. */
export function whereIam(): Promise<{ lat: number; lng: number } | undefined> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(undefined)
    const timer = setTimeout(() => resolve(undefined), patience)
    const answer = (place?: { lat: number; lng: number }) => {
      clearTimeout(timer)
      resolve(place)
    }
    navigator.geolocation.getCurrentPosition(({ coords }) => answer({ lat: coords.latitude, lng: coords.longitude }), () => answer(), { timeout: patience, maximumAge: 60_000 })
  })
}

const patience = 3000
