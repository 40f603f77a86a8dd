import { useLayoutEffect, useRef } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router'

import type { RefObject } from 'react'

/** A new page starts on top; going back finds the place where one was. The page scrolls inside of the frame, where browsers do not remember. */
export function useScrollMemory(element: RefObject<HTMLElement | null>): void {
  const { key, pathname } = useLocation()
  const type = useNavigationType()
  const places = useRef(new Map<string, number>())
  const shown = useRef({ key, pathname })

  useLayoutEffect(() => {
    const { current: page } = element
    if (!page) return
    const remember = () => places.current.set(shown.current.key, page.scrollTop)
    page.addEventListener('scroll', remember, { passive: true })
    return () => page.removeEventListener('scroll', remember)
  }, [element])

  useLayoutEffect(() => {
    const isSamePage = shown.current.pathname === pathname
    shown.current = { key, pathname }
    if (!element.current || (isSamePage && type !== NavigationType.Pop)) return
    element.current.scrollTop = type === NavigationType.Pop ? (places.current.get(key) ?? 0) : 0
  }, [element, key, pathname, type])
}
