/**
 * The content security policy takes only styles that carry the nonce of this document. The component library makes style elements
 * in many places and hands the nonce to some of them only, so every one that a script makes gets it here. What is smuggled in as
 * HTML has none.
 */
export function signStyles(): void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  if (!nonce) return
  const create = document.createElement.bind(document)
  Object.assign(document, {
    createElement: (name: string, options?: ElementCreationOptions) => {
      const element = create(name, options)
      if (element instanceof HTMLStyleElement) element.nonce = nonce
      return element
    },
  })
}
