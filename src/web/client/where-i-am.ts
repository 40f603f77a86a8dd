/**
 * The place of the device, where it says so within some milliseconds; nobody has to tell. Whoever asks for the place itself waits as long
 * as a satellite takes; whoever does something else, of which the place is only told (`briefly`), does not.
 */
export function whereIam(patience: number = 10_000): Promise<{ lat: number; lng: number } | undefined> {
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

export const briefly = 3000
