export interface Finding {
  state: 'good' | 'note' | 'WRONG'
  text: string
}

export function good(text: string): Finding {
  return { state: 'good', text }
}

/** Worth knowing, and no fault. */
export function note(text: string): Finding {
  return { state: 'note', text }
}

export function wrong(text: string): Finding {
  return { state: 'WRONG', text }
}
