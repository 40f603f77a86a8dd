export interface Point {
  lat: number
  lng: number
}

const radius = 6371

/** Along the surface, as the crow flies (haversine): good enough to compare people; roads are for whoever drives. */
export function kilometresBetween(one: Point, other: Point): number {
  const [a, b] = [radians(one.lat), radians(other.lat)]
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(radians(other.lng - one.lng) / 2) ** 2
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(half)))
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
