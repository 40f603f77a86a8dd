/** An address for the map of the device: whatever program the phone opens it with. By the point where it is known, else by the words. */
export function mapLink(place: { name?: string; lat?: number; lng?: number } | null): string | undefined {
  if (!place) return undefined
  const name = encodeURIComponent(place.name ?? '')
  // AMap's own address: opens the program where it is installed, else the page.
  if (place.lat !== undefined && place.lng !== undefined) return `https://uri.amap.com/marker?position=${place.lng},${place.lat}&name=${name}&coordinate=wgs84`
  return place.name ? `https://uri.amap.com/search?keyword=${name}` : undefined
}
