/** Addresses of pages for whoever has their link, signed in or not: whole ones, and those with something behind. */
const links = ['/new-password', '/mail-off', '/q/', '/s/', '/f/', '/h/', '/p/'] as const

export type Link = (typeof links)[number]

export function linkOf(pathname: string): Link | undefined {
  return links.find((link) => (link.endsWith('/') ? pathname.startsWith(link) : pathname === link))
}
