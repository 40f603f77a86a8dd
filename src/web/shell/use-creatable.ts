import { useMetadata } from '../client/metadata.tsx'

import type { ObjectMetadata } from '../client/metadata.tsx'

/** Objects of the navigation that the person may create by hand. */
export function useCreatable(): ObjectMetadata[] {
  const { objects } = useMetadata()
  return objects.filter((object) => object.can.create && object.in_navigation)
}
